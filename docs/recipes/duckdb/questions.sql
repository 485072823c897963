-- Goods by pile, and the duty that hangs on them.
select pile, status, count(*) as goods, sum(cast(duty_amount as decimal(38, 9))) as duty
from read_csv('tables/goods.csv', header = true, all_varchar = true) group by all order by goods desc, pile, status;

-- Who owes papers, and for how many goods.
select supplier, count(distinct good_id) as goods, string_agg(distinct material_id, ', ' order by material_id) as materials
from read_csv('tables/documents.csv', header = true, all_varchar = true) where state <> 'in-order' group by supplier order by goods desc, supplier;

-- What originates with the least to spare.
select good_id, method, cast(margin as decimal(18, 4)) as points, valid_until
from read_csv('tables/goods.csv', header = true, all_varchar = true) where status = 'originating' and margin is not null order by points, good_id limit 20;

-- Materials that do not make the change, by what they are worth in goods that do not originate.
select m.hs, m.material_id, count(distinct m.good_id) as goods, sum(cast(m.non_originating_value as decimal(38, 9))) as value
from read_csv('tables/materials.csv', header = true, all_varchar = true) as m
join read_csv('tables/goods.csv', header = true, all_varchar = true) as g using (good_id)
where m.change = 'fail' and g.status = 'non-originating' group by all order by value desc, m.material_id;

-- Goods that one line would make qualify.
select good_id, route, any_value(material_id) as material_id, any_value(action) as action, any_value(mend) as mend
from read_csv('tables/gap_routes.csv', header = true, all_varchar = true) group by good_id, route having count(*) = 1 order by good_id, cast(route as integer);
