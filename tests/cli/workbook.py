"""Workbooks for the tests, written by hand: parts of XML in a ZIP archive."""
import io
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr, unescape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Cell:
    """A cell that is no text: `value` as it is stored, in a number format of a type ("b", "e", "d", "str"), with a formula; no value where it is None. `struck` has a line through it."""

    def __init__(self, value, shown="General", type=None, formula=None, struck=False):
        self.value, self.shown, self.type, self.formula, self.struck = value, shown, type, formula, struck


def column(number):
    return (column((number - 1) // 26) if number > 26 else "") + chr(ord("A") + (number - 1) % 26)


class Book:
    def __init__(self, *, date1904=False, recalculate=False, strict=False, shared=True, references=True):
        self.date1904, self.recalculate, self.strict, self.shared, self.references = date1904, recalculate, strict, shared, references
        self.sheets, self.strings, self.formats = [], [], [("General", False)]

    def add(self, name, rows, *, merged=(), hidden_rows=(), state="visible", first=1, dimension=None):
        """Rows are lists of texts, Cells and None; rows that are None are not in the part at all."""
        body = "".join(self.row(number, row, number in hidden_rows) for number, row in enumerate(rows, first) if row is not None)
        merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
        merges = f'<mergeCells count="{len(merged)}">{merges}</mergeCells>' if merged else ""
        dimension = f'<dimension ref="{dimension}"/>' if dimension else ""
        self.sheets.append((name, state, f'<worksheet xmlns="{self.main}">{dimension}<sheetData>{body}</sheetData>{merges}</worksheet>'))
        return self

    @property
    def main(self):
        return STRICT if self.strict else MAIN

    def row(self, number, cells, hidden):
        inside = "".join(self.cell(f"{column(place)}{number}", cell) for place, cell in enumerate(cells, 1) if cell is not None or not self.references)
        place = f' r="{number}"' if self.references else ""
        return f'<row{place}{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{inside}</row>'

    def cell(self, place, cell):
        place = f' r="{place}"' if self.references else ""
        if cell is None:
            return f"<c{place}/>"
        if isinstance(cell, str) and self.shared:
            self.strings.append(cell)
            return f'<c{place} t="s"><v>{len(self.strings) - 1}</v></c>'
        if isinstance(cell, str):
            return f'<c{place} t="inlineStr"><is>{self.text(cell)}</is></c>'
        if not isinstance(cell, Cell):
            cell = Cell(cell)
        style = (cell.shown, cell.struck)
        if style not in self.formats:
            self.formats.append(style)
        type = f' t="{cell.type}"' if cell.type else ""
        formula = f"<f>{escape(cell.formula)}</f>" if cell.formula is not None else ""
        value = f"<v>{escape(str(cell.value))}</v>" if cell.value is not None else ""
        return f'<c{place}{type} s="{self.formats.index(style)}">{formula}{value}</c>'

    @staticmethod
    def text(text):
        return text if text.startswith("<") else f'<t xml:space="preserve">{escape(text)}</t>'

    def parts(self):
        relations = STRICT_RELATIONS if self.strict else RELATIONS
        custom = list(dict.fromkeys(shown for shown, _ in self.formats if isinstance(shown, str) and shown != "General"))
        ids = {shown: 164 + place for place, shown in enumerate(custom)} | {"General": 0}
        formats = "".join(f'<numFmt numFmtId="{ids[shown]}" formatCode={quoteattr(shown)}/>' for shown in custom)
        styles = "".join(f'<xf numFmtId="{shown if isinstance(shown, int) else ids[shown]}" fontId="{int(struck)}"/>' for shown, struck in self.formats)
        sheets = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" state="{state}" r:id="rId{n}"/>' for n, (name, state, _) in enumerate(self.sheets, 1))
        related = "".join(f'<Relationship Id="rId{n}" Type="{relations}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(self.sheets) + 1))
        return {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships><Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{self.main}" xmlns:r="{relations}"><workbookPr date1904="{int(self.date1904)}"/><sheets>{sheets}</sheets>'
                               f'<calcPr fullCalcOnLoad="{int(self.recalculate)}"/></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships>{related}<Relationship Id="rIdS" Type="{relations}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
                                          f'<Relationship Id="rIdT" Type="{relations}/styles" Target="styles.xml"/></Relationships>',
            "xl/sharedStrings.xml": f'<sst xmlns="{self.main}">{"".join(f"<si>{self.text(text)}</si>" for text in self.strings)}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{self.main}"><numFmts>{formats}</numFmts><fonts><font><strike val="0"/></font><font><b/><strike/></font></fonts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
                             f"<cellXfs>{styles}</cellXfs></styleSheet>",
            **{f"xl/worksheets/sheet{n}.xml": xml for n, (_, _, xml) in enumerate(self.sheets, 1)},
        }

    def bytes(self, **instead):
        """The archive; `instead` has parts in place of its own."""
        return archive({**self.parts(), **instead})


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.S)


def written_cells(path, part="xl/worksheets/sheet1.xml"):
    """What stands in the cells of a sheet that libxlsxwriter wrote, by row and column letters; None where a cell is empty."""
    with zipfile.ZipFile(path) as file:
        strings = re.findall(r"<si>(.*?)</si>", file.read("xl/sharedStrings.xml").decode(), re.S)
        strings = [unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", string, re.S)), {"&quot;": '"'}) for string in strings]
        rows = {}
        for column, row, marks, inside in CELL.findall(file.read(part).decode()):
            value = re.search(r"<v>(.*?)</v>", inside)
            rows.setdefault(int(row), {})[column] = (strings[int(value[1])] if 't="s"' in marks else value[1]) if value else None
        return rows


def fill_in(path, out, cells, part="xl/worksheets/sheet1.xml"):
    """A copy of the workbook with texts in cells, {"J4": "yes"}, as a person types them; each has to be there."""
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as filled:
        for name in given.namelist():
            data = given.read(name)
            if name == part:
                text, count = data.decode(), 0

                def put(match):
                    nonlocal count
                    place = match[1] + match[2]
                    if place not in cells:
                        return match[0]
                    count += 1
                    marks = re.sub(r' t="\w+"', "", match[3])
                    return f'<c r="{place}"{marks} t="inlineStr"><is><t>{escape(cells[place])}</t></is></c>'
                data = CELL.sub(put, text).encode()
                assert count == len(cells), (count, cells)
            filled.writestr(name, data)
