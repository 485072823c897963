"""Do goods originate under the agreement between the United States, Mexico and Canada (USMCA, T-MEC, CUSMA)?

    import usmca

    rules = usmca.RuleBook()
    for good in rules.check("goods.csv", "bom.csv"):
        print(good["good_id"], good["status"], good["criterion"])
"""
from ._certification import Certification, Refusal
from ._errors import ArgumentError, Cancelled, Error, FileError, InputError, RuleBookError
from ._native import ffi, lib
from ._result import OUTPUTS, Result, Stream
from ._rulebook import RuleBook
from ._tables import ArrowStream, Table

__version__: str = ffi.string(lib.usmca_version()).decode()
__all__ = ["OUTPUTS", "ArgumentError", "ArrowStream", "Cancelled", "Certification", "Error", "FileError", "InputError", "Refusal", "Result", "RuleBook", "RuleBookError", "Stream", "Table"]
