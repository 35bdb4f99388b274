#!/usr/bin/env python3
"""Asks other people's programs whether the formats in some folders are what they promise to be. Reads nothing from the network.

    check.py [--without NAME]... FOLDER...

Each format has a function; a fault is a line, and the exit code says whether there was one. A folder that has no file of a format is told, so that nothing
is passed over.
"""

import json
import logging
import os
import re
import subprocess
import sys
import warnings
import xml.etree.ElementTree
from pathlib import Path

import csvw
import jsonschema
import rdflib
import referencing
import referencing.jsonschema
import skosify

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE / "schemas"

FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("date-time")
def is_date_time(value):
    return not isinstance(value, str) or re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", value) is not None


@FORMATS.checks("uri")
def is_uri(value):
    return not isinstance(value, str) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*$", value) is not None


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


class WebAnnotations:
    """The MUSTs of the W3C's own tests, and that every key is one of the context: others vanish from what a reader of JSON-LD gets."""

    root = SCHEMAS / "web-annotation"
    context = "http://www.w3.org/ns/anno.jsonld"

    def __init__(self):
        registry = []
        for path in sorted(self.root.rglob("*.json")):
            schema = read(path)
            name = schema.pop("id", path.name)
            schema["$schema"] = "http://json-schema.org/draft-04/schema#"
            resource = referencing.Resource.from_contents(schema)
            for address in {path.name, name, f"../definitions/{path.name}", f"definitions/{path.name}"}:
                registry.append((address, resource))
        self.registry = referencing.Registry().with_resources(registry)
        self.terms = set(read(self.root / "anno.jsonld")["@context"])
        self.musts = {
            "Annotation": self.listed("annotations/annotationMusts.test"),
            "AnnotationCollection": self.listed("collections/collectionMusts.test"),
            "AnnotationPage": self.listed("collections/pages/pageMusts.test"),
        }

    def listed(self, name):
        found = []

        def walk(items):
            for item in items:
                if isinstance(item, str):
                    schema = read(self.root / item)
                    if schema.get("assertionType") == "must":
                        schema.pop("id", None)
                        validator = jsonschema.Draft4Validator(schema, registry=self.registry, format_checker=FORMATS)
                        found.append((item, schema, validator))
                elif isinstance(item, dict):
                    walk(item.get("assertions", []))
                else:
                    walk(item)

        walk(read(self.root / name)["assertions"])
        return found

    # These describe the collection inside `partOf`, and do not foresee that it is an address.
    of_collection = re.compile(r"page(Total|Label|First|Last|Created|Modified|Rights)")

    def faults_of(self, kind, value):
        for name, schema, validator in self.musts[kind]:
            if kind == "AnnotationPage" and self.of_collection.search(name) and not isinstance(value.get("partOf"), dict):
                continue
            expected = schema.get("expectedResult", "valid") == "valid"
            if validator.is_valid(value) != expected:
                yield f"{value.get('id')}: {schema.get('errorMessage', name)}"

    def unknown_keys(self, value):
        if isinstance(value, dict):
            for key, inner in value.items():
                prefix = key.split(":")[0]
                if key != "@context" and key not in self.terms and not (":" in key and prefix in self.terms):
                    yield f"`{key}` is no key of the context"
                yield from self.unknown_keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from self.unknown_keys(inner)

    def check(self, folder):
        for path in sorted(folder.rglob("*.annotations.json")):
            collection = read(path)
            # Addresses are relative where the site has none of its own: these are checked where it has.
            yield path, self.all_faults(collection)

    def all_faults(self, collection):
        yield from self.unknown_keys(collection)
        yield from self.faults_of("AnnotationCollection", collection)
        page = {"@context": self.context, **collection["first"]}
        yield from self.faults_of("AnnotationPage", page)
        ids = set()
        for item in page["items"]:
            yield from self.faults_of("Annotation", {"@context": self.context, **item})
            if item["id"] in ids:
                yield f"{item['id']} stands there twice"
            ids.add(item["id"])
        if collection["total"] != len(page["items"]):
            yield "the total is another"


class Json:
    """Our own schemas, which docs/data.md names; and no key that they do not know, though readers must pass over those."""

    def __init__(self):
        schemas = HERE.parent.parent / "docs" / "schemas"
        self.validators = {}
        for name in ("archive", "transcript"):
            schema = read(schemas / f"{name}.schema.json")
            jsonschema.Draft202012Validator.check_schema(schema)
            self.close(schema)
            self.validators[f"postil-{name}"] = jsonschema.Draft202012Validator(schema)

    def close(self, schema):
        if isinstance(schema, dict):
            if "properties" in schema and schema.get("type") == "object":
                schema.setdefault("additionalProperties", False)
            for inner in schema.values():
                self.close(inner)
        elif isinstance(schema, list):
            for inner in schema:
                self.close(inner)

    def check(self, folder):
        listed = {"archive.json"}
        archive = folder / "archive.json"
        if not archive.exists():
            return
        yield archive, self.faults(read(archive), "postil-archive")
        for transcript in read(archive)["transcripts"]:
            path = folder / "transcripts" / f"{transcript['id']}.json"
            listed.add(path.name)
            yield path, self.faults(read(path), "postil-transcript")

    def faults(self, value, kind):
        for error in self.validators[kind].iter_errors(value):
            yield f"{error.json_path}: {error.message[:200]}"


def jing(*arguments):
    """What a validator of RELAX NG finds wrong, a line each."""
    run = subprocess.run(["jing", *map(str, arguments)], capture_output=True, text=True)
    lines = [line for line in run.stdout.splitlines() if line.strip()]
    if run.returncode and not lines:
        lines = [run.stderr.strip() or "jing failed"]
    return lines


class Tei:
    """The schema of all of TEI P5, and that what a file points at in itself is there."""

    schema = Path(os.environ.get("TEI_SCHEMA", "tei_all.rng"))
    tei = "{http://www.tei-c.org/ns/1.0}"

    def check(self, folder):
        for path in sorted(folder.rglob("*.tei.xml")):
            yield path, [*jing(self.schema, path), *self.dangling(path)]

    def dangling(self, path):
        root = xml.etree.ElementTree.parse(path).getroot()
        texts, ids = {}, set()
        for element in root.iter():
            name = element.get("{http://www.w3.org/XML/1998/namespace}id")
            if name in ids:
                yield f"{name} is there twice"
            if name:
                ids.add(name)
                texts[name] = "".join(element.itertext())
        for element in root.iter():
            for key in ("who", "target", "ref"):
                for address in (element.get(key) or "").split():
                    if address.startswith("#") and address[1:] not in ids:
                        yield f"{key}={address} points at nothing"
                    piece = re.match(r".*#string-range\((\w+),(\d+),(\d+)\)$", address)
                    if piece and int(piece[2]) + int(piece[3]) > len(texts.get(piece[1], "")):
                        yield f"{address} is longer than its paragraph"


class Tables:
    """What the metadata says of the tables: columns, what they hold, keys."""

    def check(self, folder):
        path = folder / "tables" / "csv-metadata.json"
        if path.exists():
            yield path, self.faults(path)
            for table in read(path)["tables"]:
                yield path.parent / table["url"], []

    def faults(self, path):
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            for table in csvw.TableGroup.from_file(path).tables:
                try:
                    if not list(table):
                        yield f"{table.url} has no rows"
                    if not table.check_primary_key():
                        yield f"{table.url}: a key is there twice"
                except ValueError as wrong:
                    yield f"{table.url}: {wrong}"
        yield from (str(warning.message) for warning in told if issubclass(warning.category, UserWarning))


class Skos:
    """That it is a thesaurus in order: whatever is mended or doubted is a fault."""

    def check(self, folder):
        path = folder / "topics.ttl"
        if path.exists():
            yield path, self.faults(path)

    def faults(self, path):
        graph = rdflib.Graph().parse(path, format="turtle")
        told = []
        handler = logging.Handler(logging.WARNING)
        handler.emit = lambda record: told.append(record.getMessage())
        logging.getLogger().addHandler(handler)
        skosify.skosify(str(path), mark_top_concepts=True)
        logging.getLogger().removeHandler(handler)
        yield from told
        concepts = set(graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))
        if not concepts:
            yield "there is no concept"
        for concept in concepts:
            if len(list(graph.objects(concept, rdflib.SKOS.prefLabel))) != 1:
                yield f"{concept} has not one label"
        for relation in (rdflib.SKOS.broader, rdflib.SKOS.narrower, rdflib.SKOS.related):
            for one, other in graph.subject_objects(relation):
                if other not in concepts:
                    yield f"{one}: {other} is no concept here"
        for narrow, broad in graph.subject_objects(rdflib.SKOS.broader):
            if (broad, rdflib.SKOS.narrower, narrow) not in graph:
                yield f"{broad} does not say that {narrow} is narrower"


class Feeds:
    """The schema of RFC 4287, of the feeds of entries and that of the site."""

    schema = SCHEMAS / "atom" / "atom.rnc"

    def check(self, folder):
        for path in sorted(folder.rglob("*feed.xml")):
            yield path, jing("-c", self.schema, path)


CHECKS = {"annotations": WebAnnotations, "json": Json, "tei": Tei, "csv": Tables, "skos": Skos, "feeds": Feeds}


def main(arguments):
    without = set()
    while arguments and arguments[0] == "--without":
        without.add(arguments[1])
        arguments = arguments[2:]
    wrong = 0
    for name, kind in CHECKS.items():
        if name in without:
            continue
        checker, files = kind(), 0
        for folder in map(Path, arguments):
            here = 0
            for path, faults in checker.check(folder):
                here += 1
                for fault in faults:
                    wrong += 1
                    print(f"{path}: {fault}")
            if not here:
                wrong += 1
                print(f"{folder}: no file of {name}")
            files += here
        print(f"{name}: {files} files checked")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
