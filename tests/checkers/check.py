#!/usr/bin/env python3
"""Asks other people's programs whether the formats in some folders are what they promise to be. Reads nothing from the network.

    check.py [--without NAME]... FOLDER...

Each format has a function; a fault is a line, and the exit code says whether there was one. A folder that has no file of a format is told, so that nothing
is passed over.
"""

import hashlib
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import warnings
import xml.etree.ElementTree
from pathlib import Path

import csvw
import iiif_prezi3
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


class RoCrate:
    """What RO-Crate 1.2 requires, and that each part is there. Two checks want its context, which only the network has: exactly these may fail."""

    unreachable = {"ro-crate-1.2_4.1", "ro-crate-1.2_4.2"}

    def check(self, folder):
        path = folder / "ro-crate-metadata.json"
        if path.exists():
            yield path, self.faults(folder, path)

    def faults(self, folder, path):
        with tempfile.TemporaryDirectory() as scratch:
            report = Path(scratch) / "report.json"
            command = [os.environ.get("ROCRATE", "rocrate-validator"), "--no-interactive", "validate", "--offline", "--no-paging"]
            command += ["--profile-identifier", "ro-crate-1.2", "--output-format", "json", "-o", report, folder]
            run = subprocess.run([*map(str, command)], capture_output=True, text=True)
            if not report.exists():
                yield f"there is no report: {run.stdout[-500:]}{run.stderr[-500:]}"
                return
            issues = read(report)["issues"]
        failed = {issue["check"]["identifier"] for issue in issues}
        if not self.unreachable >= failed:
            yield from (f"{issue['check']['identifier']}: {issue['message']}" for issue in issues if issue["check"]["identifier"] not in self.unreachable)
        entities = {entity["@id"]: entity for entity in read(path)["@graph"]}
        parts = [part["@id"] for part in entities["./"]["hasPart"]]
        if len(parts) != len(set(parts)) or not parts:
            yield "parts are named twice, or there is none"
        for part in parts:
            if part not in entities:
                yield f"{part} is not described"
            if not (folder / urllib.parse.unquote(part)).exists():
                yield f"{part} is not there"
        for entity in entities.values():
            for key, value in entity.items():
                for inner in value if isinstance(value, list) else [value]:
                    if isinstance(inner, dict) and inner["@id"] not in entities and not inner["@id"].startswith("http"):
                        yield f"{key} of {entity['@id']} names {inner['@id']}, which is not described"


class Bag:
    """The bag beside the site: bagit itself says whether it is whole, and its payload is a crate."""

    def check(self, folder):
        bag = folder.parent / "bag"
        if not bag.exists():
            return
        run = subprocess.run([sys.executable, os.environ.get("BAGIT", "bagit.py"), "--validate", str(bag)], capture_output=True, text=True)
        yield bag, [] if run.returncode == 0 else [run.stderr[-1000:]]
        yield from RoCrate().check(bag / "data")
        missing = [name for name in ("index.html", "authored/postil.yaml") if not (bag / "data" / name).exists()]
        yield bag / "data", [f"{name} is missing" for name in missing]


class Iiif:
    """The model of the Presentation API 3.0, and what it leaves open: addresses, times, targets."""

    somewhere = True

    def check(self, folder):
        path = folder / "iiif" / "collection.json"
        if not path.exists():
            return
        collection = read(path)
        listed = [item["id"] for item in collection["items"]]
        yield path, self.modelled(iiif_prezi3.Collection, collection)
        for path in sorted(folder.rglob("*.manifest.json")):
            manifest = read(path)
            yield path, [*self.modelled(iiif_prezi3.Manifest, manifest), *self.faults(manifest, listed)]

    def modelled(self, model, value):
        try:
            model.model_validate(value)
        except ValueError as wrong:
            yield str(wrong)[:500]
        if value["@context"] != "http://iiif.io/api/presentation/3/context.json":
            yield "the context is another"

    def faults(self, manifest, listed):
        if manifest["id"] not in listed:
            yield "the collection does not list it"
        ids, pending = [], [manifest]
        while pending:
            value = pending.pop()
            if isinstance(value, dict):
                if value.get("type") in ("Manifest", "Canvas", "Annotation", "AnnotationPage"):
                    ids.append(value["id"])
                    if not is_uri(value["id"]) or "#" in value["id"]:
                        yield f"{value['id']} is no address"
                pending.extend(value.values())
            elif isinstance(value, list):
                pending.extend(value)
        if len(ids) != len(set(ids)):
            yield "an id is there twice"
        for canvas in manifest["items"]:
            duration = canvas["duration"]
            painting = canvas["items"][0]["items"][0]
            if not duration > 0 or painting["motivation"] != "painting" or painting["target"] != canvas["id"]:
                yield "nothing is painted on its canvas"
            for page in canvas.get("annotations", []):
                for item in page["items"]:
                    start, end = map(float, item["target"].removeprefix(canvas["id"] + "#t=").split(","))
                    if not 0 <= start < end <= duration:
                        yield f"{item['id']} is outside of the recording"
                    if item["motivation"] not in ("supplementing", "commenting"):
                        yield f"{item['id']} is there for what it may not be"


class ResourceSync:
    """The way from the source description to the resources, their order of elements, and that every checksum is that of the file."""

    sitemap = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    rs = "{http://www.openarchives.org/rs/terms/}"

    def check(self, folder):
        path = folder / ".well-known" / "resourcesync"
        if not path.exists():
            return
        self.base = None
        for capability, path in (
            ("description", path),
            ("capabilitylist", folder / "resourcesync" / "capabilitylist.xml"),
            ("resourcelist", folder / "resourcesync" / "resourcelist.xml"),
        ):
            yield path, self.faults(folder, capability, xml.etree.ElementTree.parse(path).getroot())

    def faults(self, folder, capability, root):
        if root.tag != f"{self.sitemap}urlset":
            yield f"the root is {root.tag}"
        about = root.find(f"{self.rs}md")
        if about.get("capability") != capability:
            yield "the capability is another"
        if (capability == "resourcelist") != (about.get("at") is not None) or not is_date_time(about.get("at", "2014-01-01T00:00:00Z")):
            yield "the resource list, and it alone, says when"
        links = [link.get("rel") for link in root.findall(f"{self.rs}ln")]
        if links != (["describedby"] if capability == "description" else ["up"]):
            yield f"the links are {links}"
        urls = root.findall(f"{self.sitemap}url")
        listed = set()
        for url in urls:
            tags = [element.tag.split("}")[1] for element in url]
            if [tag for tag in ("loc", "lastmod", "md") if tag in tags] != tags:
                yield f"the elements are {tags}"
            address = url.find(f"{self.sitemap}loc").text
            self.base = self.base or address.removesuffix("resourcesync/capabilitylist.xml")
            file = folder / urllib.parse.unquote(address.removeprefix(self.base))
            if not file.is_file():
                yield f"{address} is not there"
                continue
            listed.add(file.relative_to(folder).as_posix())
            md = url.find(f"{self.rs}md")
            if capability == "resourcelist":
                if md.get("hash") != "sha-256:" + hashlib.sha256(file.read_bytes()).hexdigest() or md.get("length") != str(file.stat().st_size):
                    yield f"{address} has another checksum or length"
            elif md.get("capability") is None:
                yield f"{address} is for nothing"
        if capability == "resourcelist":
            data = {path.relative_to(folder).as_posix() for path in folder.rglob("transcripts/*.t*") if path.suffix in (".txt", ".xml")}
            if not data or not data <= listed:
                yield f"not listed: {sorted(data - listed)}"


class OaiPmh:
    """What the guidelines for static repositories demand: which elements in which order, and how values are written."""

    static = "{http://www.openarchives.org/OAI/2.0/static-repository}"
    oai = "{http://www.openarchives.org/OAI/2.0/}"
    dc = "{http://purl.org/dc/elements/1.1/}"
    elements = set("title creator subject description publisher contributor date type format identifier source language relation coverage rights".split())
    identify = "repositoryName baseURL protocolVersion adminEmail earliestDatestamp deletedRecord granularity".split()
    identifier = re.compile(r"oai:[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+:[a-zA-Z0-9\-_.!~*'();/?:@&=+$,%]+$")

    def check(self, folder):
        path = folder / "oai-pmh.xml"
        if path.exists():
            yield path, self.faults(folder, xml.etree.ElementTree.parse(path).getroot())

    def faults(self, folder, root):
        if root.tag != f"{self.static}Repository" or [child.tag.removeprefix(self.static) for child in root] != ["Identify", "ListMetadataFormats", "ListRecords"]:
            yield "the elements are others"
            return
        identify, formats, records = root
        if [child.tag.removeprefix(self.oai) for child in identify] != self.identify:
            yield "Identify has other elements"
        said = {child.tag.removeprefix(self.oai): child.text for child in identify}
        expected = {"protocolVersion": "2.0", "deletedRecord": "no", "granularity": "YYYY-MM-DD"}
        if any(said[key] != value for key, value in expected.items()) or "@" not in said["adminEmail"]:
            yield f"Identify says {said}"
        if not re.match(r"https?://[^/]+/.+/oai-pmh\.xml$", said["baseURL"]):
            yield f"{said['baseURL']} is no address at a gateway"
        prefixes = [prefix.text for prefix in formats.iter(f"{self.oai}metadataPrefix")]
        if prefixes != ["oai_dc"] or records.get("metadataPrefix") != "oai_dc":
            yield f"the formats are {prefixes}"
        ids, pages = set(), len(list(folder.glob("transcripts/*.html")))
        for record in records:
            identifier = record.find(f"{self.oai}header/{self.oai}identifier").text
            day = record.find(f"{self.oai}header/{self.oai}datestamp").text
            if not self.identifier.match(identifier) or identifier in ids:
                yield f"{identifier} is no identifier, or there twice"
            ids.add(identifier)
            if not re.match(r"\d{4}-\d\d-\d\d$", day) or day < said["earliestDatestamp"]:
                yield f"{identifier}: {day} is no day, or too early"
            fields = [field.tag for field in record.find(f"{self.oai}metadata")[0]]
            unknown = [field for field in fields if field.removeprefix(self.dc) not in self.elements]
            if unknown or f"{self.dc}title" not in fields or f"{self.dc}identifier" not in fields:
                yield f"{identifier} has {fields}"
        if not ids or len(ids) < pages // 2:
            yield f"{len(ids)} records for {pages} pages"


CHECKS = {
    "annotations": WebAnnotations,
    "json": Json,
    "tei": Tei,
    "csv": Tables,
    "skos": Skos,
    "feeds": Feeds,
    "ro-crate": RoCrate,
    "iiif": Iiif,
    "resourcesync": ResourceSync,
    "oai-pmh": OaiPmh,
    "bag": Bag,
}


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
            if not here and not getattr(kind, "somewhere", False):
                wrong += 1
                print(f"{folder}: no file of {name}")
            files += here
        if not files:
            wrong += 1
            print(f"no file of {name} anywhere")
        print(f"{name}: {files} files checked")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
