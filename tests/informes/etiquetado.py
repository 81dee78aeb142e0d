"""Que un PDF esté etiquetado de verdad: lo que veraPDF miraría de la estructura y se puede aquí."""

import io

import pypdf
from pypdf.generic import ContentStream

# Lo que pone tinta en la página: texto, trazos, rellenos, sombreados e imágenes.
_PINTAN = {
    *(b"Tj", b"TJ", b"'", b'"'),
    *(b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do"),
}


def faltas(datos: bytes) -> list[str]:
    """Lo que un lector de pantalla no podría leer o leería mal; vacía si nada."""
    lector = pypdf.PdfReader(io.BytesIO(datos))
    raiz = lector.trailer["/Root"]
    halladas = []
    if not raiz.get("/MarkInfo", {}).get("/Marked"):
        halladas.append("no dice estar etiquetado")
    if str(raiz.get("/Lang", "")).lower() != "es-mx":
        halladas.append("no dice su lengua")
    if not (lector.metadata and lector.metadata.title):
        halladas.append("no tiene título")
    if not raiz.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        halladas.append("no enseña su título")
    en_arbol = _en_el_arbol(raiz["/StructTreeRoot"])
    for numero, pagina in enumerate(lector.pages, 1):
        halladas += [f"página {numero}: {f}" for f in _de_la_pagina(pagina, lector, en_arbol)]
    return halladas


def _en_el_arbol(nodo, pagina=None, vistos=None) -> set[tuple]:
    """(página, MCID) de cada trozo que el árbol de estructura nombra."""
    vistos = set() if vistos is None else vistos
    if isinstance(nodo, int):
        vistos.add((pagina, int(nodo)))
        return vistos
    nodo = nodo.get_object()
    if isinstance(nodo, list):
        for hijo in nodo:
            _en_el_arbol(hijo, pagina, vistos)
    elif isinstance(nodo, dict):
        pagina = nodo.raw_get("/Pg").idnum if "/Pg" in nodo else pagina
        if "/MCID" in nodo:
            vistos.add((pagina, int(nodo["/MCID"])))
        elif "/K" in nodo:
            hijos = nodo["/K"]
            _en_el_arbol(int(hijos) if isinstance(hijos, int) else hijos, pagina, vistos)
    return vistos


def _de_la_pagina(pagina, lector, en_arbol) -> list[str]:
    halladas, marcas = [], []
    contenido = ContentStream(pagina.get_contents(), lector)
    for operandos, operador in contenido.operations:
        if operador == b"BMC":
            marcas.append((operandos[0], None))
        elif operador == b"BDC":
            datos = operandos[1]
            marcas.append((operandos[0], datos.get("/MCID") if isinstance(datos, dict) else None))
        elif operador == b"EMC":
            marcas.pop()
        elif operador in _PINTAN and not _etiquetado(marcas, pagina, en_arbol):
            halladas.append(f"«{operador.decode()}» fuera de la estructura")
    return halladas


def _etiquetado(marcas, pagina, en_arbol) -> bool:
    propia = pagina.indirect_reference.idnum
    return any(
        nombre == "/Artifact" or (mcid is not None and (propia, int(mcid)) in en_arbol)
        for nombre, mcid in marcas
    )
