"""Origin of all goods, once a month, as a DAG of Airflow 2.4 or later. Beside it lies usmca_step.py."""
import pathlib

import pendulum
from airflow.decorators import dag, task
from airflow.exceptions import AirflowFailException

DATA = pathlib.Path("/srv/usmca")


@dag(schedule="@monthly", start_date=pendulum.datetime(2026, 1, 1, tz="UTC"), catchup=False, default_args={"retries": 2})
def origin():
    @task
    def determine(ds=None):
        from usmca_step import NotDetermined, check
        # goods.csv, bom.csv, and each further table under the name of its option
        tables = {path.stem: path for path in (DATA / "in").glob("*.csv")}
        goods, bom = (tables.pop(name, DATA / "in" / f"{name}.csv") for name in ("goods", "bom"))
        try:
            return check(goods, bom, DATA / "out" / ds, date=ds, **tables)
        except NotDetermined as reason:
            if reason.again:
                raise
            raise AirflowFailException(str(reason)) from reason

    @task
    def release(run):
        """Goods go on to certification where every row was read and no claim is violated."""
        if run["rejected"] or run["violations"]:
            raise AirflowFailException(f"to be looked at: {run['rejects']}, {run['results']}")
        return run["results"]

    release(determine())


origin()
