"""Que una plantilla de Word subida por el personal se pueda usar: cabe, no trae programas ni
enlaces hacia fuera, y lleva todos los campos del informe y ninguno de más.

Lo que va entre llaves es un lenguaje que ejecuta el servidor. Aquí solo se admite una parte: poner
un campo, recorrer una lista y preguntar si algo está vacío.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import docx
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from conoceles.comun.errores import ErrorDeDominio
from informes.textos import SECCIONES

MAXIMO = 5 * 1024 * 1024
MAXIMO_ABIERTA = 40 * 1024 * 1024
MAXIMO_DE_PIEZAS = 400
LISTAS_ANIDADAS = 3

ADMITIDOS = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If),
    *(nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const),
    *(nodes.Not, nodes.And, nodes.Or),
)
_SECCION = rf"s\.({'|'.join(SECCIONES)})"
_CELDA = r"\.tabla\.filas\[\]\[\]"
# Cada campo, como queda su camino al quitarle los nombres propios de cada lista.
CONOCIDOS = re.compile(
    "|".join(
        (
            r"marcas|aprobacion",
            r"(portada|encabezado|indice|firma)(\[\])?",
            rf"paginas\.({'|'.join(SECCIONES)})",
            r"loop\.(index|index0|first|last)",
            rf"{_SECCION}(\.(titulo|titulo_en_indice|parrafos|tabla))?",
            rf"{_SECCION}\.parrafos\[\](\.(texto|resaltado))?",
            rf"{_SECCION}\.tabla\.(titulo|columnas|columnas\[\]|filas|filas\[\]|filas\[\]\[\])",
            rf"{_SECCION}{_CELDA}\.(lineas|lineas\[\]|puntos|puntos\[\])",
            rf"{_SECCION}{_CELDA}\.puntos\[\]\.(numero|texto)",
        )
    )
)
# Los que una plantilla no puede dejar de imprimir, y cómo se nombran al decir que faltan.
OBLIGATORIOS = {
    "marcas": "marcas",
    "portada[]": "portada",
    "encabezado[]": "encabezado",
    **{f"s.{clave}.titulo": f"s.{clave}.titulo" for clave in SECCIONES},
    **{f"s.{clave}.parrafos[].texto": f"s.{clave}.parrafos" for clave in SECCIONES},
    "s.acuerdos.parrafos[].resaltado": "resaltado de s.acuerdos.parrafos",
    "s.actividades.tabla.filas[][].lineas[]": "s.actividades.tabla.filas",
    "s.reuniones.tabla.filas[][].puntos[].texto": "s.reuniones.tabla.filas",
    "aprobacion": "aprobacion",
    "firma[]": "firma",
}
# Instrucciones de Word que traen algo de fuera o corren algo al abrir el archivo.
_CAMPOS_PELIGROSOS = re.compile(
    rb"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE|RD)\b"
)
_INSTRUCCION = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"", re.DOTALL)


class PlantillaRechazada(ErrorDeDominio):
    """No se puede usar; el mensaje dice qué campo o qué parte."""


def ambiente() -> ImmutableSandboxedEnvironment:
    """Con el que se llenan todas las plantillas: sin funciones, y un campo que no existe es un
    error y no un hueco."""
    propio = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    propio.globals.clear()
    propio.filters.clear()
    propio.tests.clear()
    return propio


def revisar(datos: bytes) -> None:
    """Lanza `PlantillaRechazada`. `datos`: el archivo como se subió."""
    _revisar_paquete(datos)
    plantilla = _abrir(datos)
    caminos = _Caminos()
    for parte in _partes(plantilla):
        caminos.leer(parte)
    for camino in caminos.usados:
        if not CONOCIDOS.fullmatch(camino):
            raise PlantillaRechazada(f"El sistema no sabe qué poner en {{{{ {camino} }}}}.")
    for camino, nombre in OBLIGATORIOS.items():
        if camino not in caminos.impresos:
            raise PlantillaRechazada(f"Le falta el campo {{{{ {nombre} }}}}.")


# --- El archivo ---------------------------------------------------------------------------------
def _revisar_paquete(datos: bytes) -> None:
    if len(datos) > MAXIMO:
        raise PlantillaRechazada("La plantilla pesa más de 5 MB. Reduzca sus imágenes.")
    try:
        with zipfile.ZipFile(io.BytesIO(datos)) as paquete:
            piezas = paquete.infolist()
            if len(piezas) > MAXIMO_DE_PIEZAS or sum(p.file_size for p in piezas) > MAXIMO_ABIERTA:
                raise PlantillaRechazada("La plantilla es demasiado grande al abrirla.")
            contenido = {p.filename: paquete.read(p) for p in piezas}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise PlantillaRechazada("No es un documento de Word (.docx).") from error
    if "word/document.xml" not in contenido:
        raise PlantillaRechazada("No es un documento de Word (.docx).")
    for nombre, bytes_ in contenido.items():
        _revisar_pieza(nombre.lower(), bytes_)


def _revisar_pieza(nombre: str, datos: bytes) -> None:
    if "vbaproject" in nombre or (b"macroEnabled" in datos and nombre == "[content_types].xml"):
        raise PlantillaRechazada("La plantilla lleva macros. Guárdela como .docx, sin ellas.")
    if nombre.startswith(("word/embeddings/", "word/activex/", "customui/")):
        raise PlantillaRechazada("La plantilla lleva objetos incrustados. Quítelos.")
    if not nombre.endswith((".xml", ".rels")):
        return
    if b"<!DOCTYPE" in datos or b"<!ENTITY" in datos:
        raise PlantillaRechazada("La plantilla declara entidades de XML, que no se admiten.")
    if nombre.endswith(".rels") and re.search(rb"TargetMode\s*=\s*[\"']External", datos):
        hacia = re.search(rb"Target\s*=\s*[\"']([^\"']{0,80})", _externa(datos))
        a_donde = hacia[1].decode(errors="replace") if hacia else ""
        raise PlantillaRechazada(
            f"La plantilla enlaza hacia fuera ({a_donde}). Quite el enlace, o incruste la imagen."
        )
    for campo in _INSTRUCCION.finditer(datos):
        if hallado := _CAMPOS_PELIGROSOS.search(campo[1] or campo[2]):
            raise PlantillaRechazada(f"La plantilla usa el campo de Word {hallado[1].decode()}.")


def _externa(relaciones: bytes) -> bytes:
    """La primera relación hacia fuera, para decir cuál es."""
    todas = re.findall(rb"<[^>]*Relationship\b[^>]*>", relaciones)
    return next((r for r in todas if b"External" in r), b"")


def _abrir(datos: bytes) -> DocxTemplate:
    plantilla = DocxTemplate(io.BytesIO(datos))
    try:
        plantilla.init_docx()
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise PlantillaRechazada("Word no puede abrir la plantilla: está dañada.") from error
    return plantilla


def _partes(plantilla: DocxTemplate) -> Iterator[str]:
    """El XML de cada parte que se llena: cuerpo, encabezados, pies y notas."""
    yield plantilla.patch_xml(plantilla.get_xml())
    for clase in (plantilla.HEADER_URI, plantilla.FOOTER_URI):
        for _, parte in plantilla.get_headers_footers(clase):
            yield plantilla.patch_xml(plantilla.get_part_xml(parte))
    for parte in plantilla.docx.part.package.iter_parts():
        if parte.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield plantilla.patch_xml(parte.blob.decode("utf-8"))
    propiedades = plantilla.docx.core_properties
    yield " ".join(
        getattr(propiedades, p)
        for p in ("author", "comments", "identifier", "language", "subject", "title")
    )


# --- Los campos ---------------------------------------------------------------------------------
@dataclass(slots=True)
class _Caminos:
    """Los campos que una plantilla nombra y, de ellos, los que imprime."""

    usados: list[str] = field(default_factory=list)
    impresos: set[str] = field(default_factory=set)

    def leer(self, xml: str) -> None:
        try:
            arbol = ambiente().parse(xml)
        except TemplateError as error:
            raise PlantillaRechazada(f"Lo que va entre llaves no se entiende: {error}") from error
        self._recorrer(arbol.body, {})

    def _recorrer(self, cuerpo: Sequence[nodes.Node], locales: dict[str, str]) -> None:
        for nodo in cuerpo:
            _exigir_admitido(nodo)
            if isinstance(nodo, nodes.Output):
                for parte in nodo.nodes:
                    self.impresos.update(self._caminos(parte, locales))
            elif isinstance(nodo, nodes.If):
                self._caminos(nodo.test, locales)
                for rama in (nodo.body, nodo.elif_, nodo.else_):
                    self._recorrer(rama, locales)
            elif isinstance(nodo, nodes.For):
                self._lista(nodo, locales)

    def _lista(self, nodo: nodes.For, locales: dict[str, str]) -> None:
        recorridas = self._caminos(nodo.iter, locales)
        if not isinstance(nodo.target, nodes.Name) or len(recorridas) != 1 or nodo.recursive:
            raise PlantillaRechazada("Una lista se recorre así: {% for x in s.actividades… %}.")
        if len(locales) >= LISTAS_ANIDADAS:
            raise PlantillaRechazada(f"Hay más de {LISTAS_ANIDADAS} listas una dentro de otra.")
        if nodo.test is not None:
            self._caminos(nodo.test, locales)
        dentro = locales | {nodo.target.name: f"{recorridas[0]}[]"}
        self._recorrer([*nodo.body, *nodo.else_], dentro)

    def _caminos(self, nodo: nodes.Node, locales: dict[str, str]) -> list[str]:
        """Los campos de una expresión."""
        _exigir_admitido(nodo)
        if isinstance(nodo, nodes.Name | nodes.Getattr | nodes.Getitem):
            camino = self._camino(nodo, locales)
            self.usados.append(camino)
            return [camino]
        return [c for hijo in nodo.iter_child_nodes() for c in self._caminos(hijo, locales)]

    def _camino(self, nodo: nodes.Node, locales: dict[str, str]) -> str:
        _exigir_admitido(nodo)
        if isinstance(nodo, nodes.Name):
            return locales.get(nodo.name, nodo.name)
        if isinstance(nodo, nodes.Getattr):
            return f"{self._camino(nodo.node, locales)}.{nodo.attr}"
        if isinstance(nodo, nodes.Getitem) and isinstance(nodo.arg, nodes.Const):
            base = self._camino(nodo.node, locales)
            es_numero = isinstance(nodo.arg.value, int)
            return f"{base}[]" if es_numero else f"{base}.{nodo.arg.value}"
        raise PlantillaRechazada("Entre llaves solo van campos del informe.")


def _exigir_admitido(nodo: nodes.Node) -> None:
    if not isinstance(nodo, ADMITIDOS):
        raise PlantillaRechazada(
            f"Entre llaves solo van campos, «for» e «if»; no se admite «{type(nodo).__name__}»."
        )


def abre_como_word(archivo: bytes) -> list[str]:
    """Los párrafos de un documento ya llenado, también los de sus tablas y encabezados."""
    documento = docx.Document(io.BytesIO(archivo))
    cuerpos = [documento.element.body]
    cuerpos += [s.header._element for s in documento.sections]
    return [
        "".join(t.text or "" for t in parrafo.iter("{*}t"))
        for cuerpo in cuerpos
        for parrafo in cuerpo.iter("{*}p")
    ]
