"""Cambiar las preguntas de identidad: de un contenido a otro. Nada de aquí escribe ni guarda.

Los contenidos son como `captura/datos/identidad.json`. Cada función deja intacto el que recibe y
lanza `CuestionarioMalFormado` si el cambio lo dejaría sin sentido.
"""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from captura.identidad import (
    NO,
    PNC,
    SI,
    CuestionarioMalFormado,
    Pregunta,
    preguntas_de,
)

Contenido = dict[str, Any]
SI_O_NO = (("si", "Sí"), ("no", "No"))
# Las que cuentan las tablas fijas de la estadística: con otras opciones contarían otra cosa.
CONTADAS = frozenset(
    {
        "indigena", "discapacidad", "afromexicana", "lgbtttiq", "migrante", "joven", "mayor",
        "ingresos", "fuente_de_ingresos",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Datos:
    """Lo que se escribe de una pregunta. `opciones`: sus textos, en orden; vacías, Sí o No.
    `depende`: solo se pregunta a quien dijo que sí a la primera de su bloque. `con_texto`: la
    última opción deja escribir cuál."""

    texto: str
    ayuda: str = ""
    opciones: tuple[str, ...] = ()
    varias: bool = False
    con_texto: bool = False
    depende: bool = False
    distintivo: str = ""


def es_de_si_o_no(pregunta: Pregunta) -> bool:
    return {clave for clave, _ in pregunta.opciones} == {SI, NO, PNC}


def opciones_fijas(pregunta: Pregunta) -> bool:
    """Un Sí o No es eso; lo que la estadística cuenta no cambia de opciones."""
    return es_de_si_o_no(pregunta) or pregunta.clave in CONTADAS


def datos_de(pregunta: Pregunta) -> Datos:
    """Lo escrito en una pregunta, para volver a escribirlo."""
    propias = [(clave, texto) for clave, texto in pregunta.opciones if clave != PNC]
    return Datos(
        texto=pregunta.texto,
        ayuda=pregunta.ayuda,
        opciones=() if es_de_si_o_no(pregunta) else tuple(texto for _, texto in propias),
        varias=pregunta.varias,
        con_texto=propias[-1][0] in pregunta.con_texto,
        depende=pregunta.si is not None,
        distintivo=pregunta.distintivo,
    )


# --- Cambios -----------------------------------------------------------------------------------
def con_bloque(contenido: Contenido, clave: str, *, titulo: str, ayuda: str) -> Contenido:
    nuevo = deepcopy(contenido)
    bloque = next(b for b in nuevo["bloques"] if b["clave"] == clave)
    bloque["titulo"], bloque["ayuda"] = titulo, ayuda
    return _comprobado(nuevo)


def con_pregunta(contenido: Contenido, clave: str, datos: Datos) -> Contenido:
    """La pregunta, con lo que `datos` dice."""
    nuevo = deepcopy(contenido)
    bloque, lugar = _lugar(nuevo, clave)
    actual = preguntas_de(contenido).por_clave[clave]
    bloque["preguntas"][lugar] = _escrita(bloque["preguntas"][lugar], datos, bloque, actual)
    return _comprobado(nuevo)


def con_otra(
    contenido: Contenido, datos: Datos, *, bloque: str, titulo_del_bloque: str = ""
) -> Contenido:
    """Con una pregunta más, al final de `bloque`; vacío, en uno nuevo con ese título."""
    nuevo = deepcopy(contenido)
    if bloque:
        suyo = next(b for b in nuevo["bloques"] if b["clave"] == bloque)
    else:
        usadas = {b["clave"] for b in nuevo["bloques"]}
        suyo = {"clave": _clave(titulo_del_bloque, usadas), "titulo": titulo_del_bloque}
        suyo["preguntas"] = []
        nuevo["bloques"].append(suyo)
    usadas = set(preguntas_de(contenido).por_clave)
    suyo["preguntas"].append(_escrita({"clave": _clave(datos.texto, usadas)}, datos, suyo, None))
    return _comprobado(nuevo)


def sin_pregunta(contenido: Contenido, clave: str) -> Contenido:
    """Sin ella, sin lo que la omitía y sin su bloque si era la única."""
    nuevo = deepcopy(contenido)
    bloque, lugar = _lugar(nuevo, clave)
    del bloque["preguntas"][lugar]
    for otra in bloque["preguntas"]:
        if otra.get("salvo", [""])[0] == clave:
            del otra["salvo"]
    nuevo["bloques"] = [b for b in nuevo["bloques"] if b["preguntas"]]
    return _comprobado(nuevo)


def movida(contenido: Contenido, clave: str, pasos: int) -> Contenido:
    """La pregunta, `pasos` lugares adelante o atrás dentro de su bloque; si ya no hay a dónde, el
    que se mueve es el bloque."""
    nuevo = deepcopy(contenido)
    bloque, lugar = _lugar(nuevo, clave)
    lista = bloque["preguntas"]
    if not 0 <= lugar + pasos < len(lista):
        lista, lugar = nuevo["bloques"], nuevo["bloques"].index(bloque)
    if 0 <= lugar + pasos < len(lista):
        lista.insert(lugar + pasos, lista.pop(lugar))
    return _comprobado(nuevo)


# --- Por dentro --------------------------------------------------------------------------------
def _lugar(contenido: Contenido, clave: str) -> tuple[dict, int]:
    return next(
        (bloque, lugar)
        for bloque in contenido["bloques"]
        for lugar, pregunta in enumerate(bloque["preguntas"])
        if pregunta["clave"] == clave
    )


def _escrita(antes: dict, datos: Datos, bloque: dict, actual: Pregunta | None) -> dict:
    """Lo que no se escribe en la pantalla (edades, la que la omite) se queda como estaba."""
    fijas = actual is not None and opciones_fijas(actual)
    escrita = {
        **antes,
        "texto": datos.texto,
        "ayuda": datos.ayuda,
        "distintivo": datos.distintivo,
    }
    if not fijas:
        opciones = _opciones(datos.opciones, actual)
        escrita.pop("lista", None)
        escrita["opciones"] = opciones
        escrita["varias"] = datos.varias
        escrita["con_texto"] = [opciones[-1][0]] if datos.con_texto else []
    escrita.pop("si", None)
    if datos.depende:
        escrita["si"] = [bloque["preguntas"][0]["clave"] if bloque["preguntas"] else "", SI]
    return escrita


def _opciones(textos: tuple[str, ...], actual: Pregunta | None) -> list[list[str]]:
    """Con la clave que cada texto ya tenía, o una nueva."""
    if not textos:
        return [list(par) for par in SI_O_NO]
    tenian = {texto: clave for clave, texto in actual.opciones} if actual else {}
    usadas = {*tenian.values(), PNC}
    opciones = []
    for texto in textos:
        clave = tenian.get(texto) or _clave(texto, usadas)
        usadas.add(clave)
        opciones.append([clave, texto])
    return opciones


def _clave(texto: str, usadas: set[str]) -> str:
    base = slugify(texto).replace("-", "_")[:40].strip("_") or "otra"
    intentos = (base, *(f"{base}_{n}" for n in range(2, len(usadas) + 3)))
    return next(clave for clave in intentos if clave not in usadas)


def _comprobado(contenido: Contenido) -> Contenido:
    """Numeradas de nuevo, y con sentido."""
    numero = 0
    for bloque in contenido["bloques"]:
        primera = bloque["preguntas"][0]
        for pregunta in bloque["preguntas"]:
            numero += 1
            pregunta["numero"] = numero
            if "si" in pregunta and (pregunta is primera or pregunta["si"][0] != primera["clave"]):
                raise CuestionarioMalFormado(
                    f"«{bloque['titulo']}»: hay preguntas que solo se hacen a quien dijo que sí a "
                    "la primera del bloque. Cámbielas antes de quitar o mover la primera."
                )
    por_clave = preguntas_de(contenido).por_clave
    for otra in por_clave.values():
        de = por_clave[otra.si[0]] if otra.si else None
        if de and not es_de_si_o_no(de):
            raise CuestionarioMalFormado(
                f"La pregunta {otra.numero} no puede depender de la {de.numero}: no es de Sí o No."
            )
    return contenido


# --- Después de la primera respuesta -----------------------------------------------------------
def solo_cambian_ayudas(antes: Contenido, despues: Contenido) -> bool:
    """Si lo que se pregunta sigue siendo lo mismo."""
    return _sin_ayudas(antes) == _sin_ayudas(despues)


def _sin_ayudas(contenido: Contenido) -> list:
    preguntas = preguntas_de(contenido)
    return [
        (b.clave, b.titulo, [{**_campos(p), "ayuda": ""} for p in b.preguntas])
        for b in preguntas.bloques
    ]


def _campos(pregunta: Pregunta) -> dict[str, Any]:
    return {campo: getattr(pregunta, campo) for campo in Pregunta.__slots__}
