"""Takes the XML of a document of Foreign Relations of the United States apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from generator.parse.renderings.frus_document import FieldKind, FrusDocument, Passage
from generator.parse.renderings.frus_flow import Flow, FlowBuilder
from generator.parse.renderings.frus_opening import FIELD_TITLES
from generator.parse.renderings.frus_xml import XmlElement, XmlText

BLOCKS = frozenset(
    "ab argument attachment body byline closer dateline div floatingText head item l lg list "
    "opener p postscript quote row salute signed table trailer".split()
)
"""Elements that begin and end a paragraph."""

ENCLOSURES = frozenset({"item", "quote", "row"})
"""Elements in which no paragraph is a heading."""

SEPARATORS = frozenset({"cell", "label", "lb"})
"""Elements that part words without ending a paragraph."""


def take_apart(element: XmlElement) -> FrusDocument:
    """The parts of the element `<div type="document">`."""
    document = FrusDocument(number=element.attributes.get("xml:id"))
    reader = _TextReader(document)
    closer = _closer(element)
    for child in element.children:
        if isinstance(child, XmlText):
            reader.builder.add(child.start, child.text)
        elif child.name == "head" and document.title is None:
            document.title = reader.read_flow(child)
        elif child.name == "opener" and not document.paragraphs:
            _read_opener(child, document, reader)
        elif child.name == "dateline" and not document.paragraphs and document.dateline is None:
            _read_dateline(child, document, reader)
        elif child is closer:
            document.signature = reader.read_flow(child)
            document.signer = _signer(child, document.signature)
        else:
            reader.read(child)
    reader.end_paragraph()
    return document


def _closer(element: XmlElement) -> XmlElement | None:
    """The part with the signature: the last, since an earlier one is of a message in the text."""
    signed = [
        child
        for child in element.children
        if isinstance(child, XmlElement)
        and child.name in ("closer", "signed")
        and "signed" in (child.name, *(e.name for e in child.elements()))
    ]
    return signed[-1] if signed else None


def _signer(closer: XmlElement, signature: Flow | None) -> str | None:
    """The name in a signature, which ends at the title of an office or a line break."""
    if signature is None:
        return None
    ends = [e.start for e in closer.elements() if e.name in ("affiliation", "lb")]
    end = next((at for at in ends if at > signature.start), signature.end)
    name = signature.part(0, bisect_left(signature.offsets, end))
    return name.text if name is not None else signature.text


def flow_of(element: XmlElement) -> Flow | None:
    """All text of an element, notes and markup undone; None if there is none."""
    builder = FlowBuilder()
    for text in texts_of(element):
        builder.add(text.start, text.text)
    return builder.take()


def texts_of(element: XmlElement) -> Iterator[XmlText]:
    """The runs of text within an element, in order."""
    stack = [iter(element.children)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child, XmlText):
            yield child
        else:
            stack.append(iter(child.children))


class _TextReader:
    """Reads elements of running text into paragraphs, and notes into notes."""

    def __init__(self, document: FrusDocument) -> None:
        self.document = document
        self.builder = FlowBuilder()
        self.field: FieldKind | None = None
        self.enclosures = 0
        """How many enclosures are open."""
        self.after_label = False
        """True behind the label of an item, which begins the item's paragraph."""

    def read(self, element: XmlElement) -> None:
        """Read an element of the text."""
        if element.name == "note":
            self._read_note(element)
            return
        is_block = element.name in BLOCKS
        if element.name == "label" or (is_block and not self.after_label):
            self.end_paragraph()
        if element.name in SEPARATORS:
            self.builder.add_space(element.start)
        self.enclosures += element.name in ENCLOSURES
        if element.name == "list":
            self._read_list(element)
        else:
            self._read_children(element)
        if element.name in SEPARATORS:
            self.builder.add_space(element.end)
        if is_block:
            self.end_paragraph()
        self.enclosures -= element.name in ENCLOSURES
        if element.name == "label":
            self.after_label = True

    def read_flow(self, element: XmlElement) -> Flow | None:
        """The text of an element as one flow; its notes become notes."""
        self.end_paragraph()
        for child in element.children:
            self._read_inline(child)
        return self.builder.take()

    def end_paragraph(self) -> None:
        """End the open paragraph, if there is one."""
        self.after_label = False
        flow = self.builder.take(is_enclosed=self.enclosures > 0)
        if flow is not None:
            self.document.paragraphs.append(Passage(flow, self.field))

    def _read_children(self, element: XmlElement) -> None:
        for child in element.children:
            if isinstance(child, XmlText):
                if not child.text.isspace():
                    self.after_label = False
                self.builder.add(child.start, child.text)
            else:
                self.read(child)

    def _read_inline(self, child: XmlElement | XmlText) -> None:
        if isinstance(child, XmlText):
            self.builder.add(child.start, child.text)
        elif child.name == "note":
            self._read_note(child)
        else:
            if child.name in SEPARATORS or child.name in BLOCKS:
                self.builder.add_space(child.start)
            for inner in child.children:
                self._read_inline(inner)

    def _read_note(self, element: XmlElement) -> None:
        flow = flow_of(element)
        if flow is None:
            return
        is_source = element.attributes.get("type") == "source"
        self.document.notes.insert(0 if is_source else len(self.document.notes), flow)

    def _read_list(self, element: XmlElement) -> None:
        """Read a list; the items under the title SUBJECT or REF are that field."""
        head = next((c for c in element.children if isinstance(c, XmlElement)), None)
        title = flow_of(head) if head is not None and head.name == "head" else None
        before = self.field
        if head is not None and title is not None:
            kinds = (kind for kind, form in FIELD_TITLES if form.match(title.text))
            self.field = next(kinds, before)
        if self.field is not before and title is not None:
            self.document.labels.append(title)
            self._read_children(_without(element, head))
        else:
            self._read_children(element)
        self.end_paragraph()
        self.field = before


def _without(element: XmlElement, child: XmlElement | None) -> XmlElement:
    """The element without one of its children."""
    others = [other for other in element.children if other is not child]
    return XmlElement(element.name, element.attributes, element.start, element.end, others)


def _read_opener(element: XmlElement, document: FrusDocument, reader: _TextReader) -> None:
    """Read `<opener>`: the dateline, and the words above it: `secret`, `priority`."""
    for child in element.children:
        if isinstance(child, XmlText):
            reader.builder.add(child.start, child.text)
            continue
        if child.name == "dateline" and document.dateline is None:
            _read_dateline(child, document, reader)
            continue
        marking = reader.read_flow(child)
        if marking is not None:
            document.markings.append(marking)


def _read_dateline(element: XmlElement, document: FrusDocument, reader: _TextReader) -> None:
    """Read `<dateline>` with its place and day."""
    document.dateline = reader.read_flow(element)
    days = [e.attributes["when"] for e in element.elements() if "when" in e.attributes]
    document.day = days[0] if len(days) == 1 else None
