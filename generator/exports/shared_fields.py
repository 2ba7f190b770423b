"""Fields and keys that several tables share."""

from __future__ import annotations

from generator.exports.schema import ForeignKey, field

CABLE_KEY = ForeignKey(fields=("mrn",), table="cables", target_fields=("mrn",))
PARA_KEY = ForeignKey(fields=("mrn", "anchor"), table="paras", target_fields=("mrn", "anchor"))

MRN_FIELD = field("mrn", "mrn", "Message reference number of the cable: year, post, number.")

PLACE_FIELDS = (
    field("block", "integer?", "Index of the block in the para, from 0; see cable.json."),
    field("start", "integer?", "Offset of the first character in the block's text, from 0."),
    field("end", "integer?", "Offset after the last character in the block's text."),
    field("text_start", "integer?", "The same as `start`, in the para's text in table `paras`."),
    field("text_end", "integer?", "The same as `end`, in the para's text in table `paras`."),
)
"""The place of words in a para; null outside paras. A heading has the first three."""
