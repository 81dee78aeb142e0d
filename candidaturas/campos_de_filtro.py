"""Los campos del formulario de la lista, cada opción con cuántas candidaturas tendría.

Los dibuja `templates/candidaturas/campos_de_filtro.jinja`, sin pasar por los controles de Django:
son cientos de opciones en cada página, y así cuestan la quinta parte.
"""

from collections.abc import Iterable
from typing import NamedTuple

from candidaturas.facetas import Cuentas
from candidaturas.filtros import CampoDeOpciones, CandidaturaFilter

A_LA_VISTA = ("q", "cargo")
PLEGADOS = (
    "distrito",
    "municipio",
    "actor",
    "tipo",
    "sexo",
    "edad",
    "escolaridad",
    "reeleccion",
    "compromisos",
    "autoadscripcion",
    "proceso",
)
# En un filtro con más que estas, las que bajo los otros filtros no tienen a nadie no se ofrecen.
OPCIONES_A_LA_VISTA = 200

# Lo que se manda y lo que se lee; en un grupo, su título y sus opciones.
Opcion = tuple[str, "str | list[Opcion]"]


class Campo(NamedTuple):
    """`opciones`: None si se escribe en él. Vacía, la de no filtrar va primero."""

    nombre: str
    etiqueta: str
    ayuda: str
    valor: str
    errores: list[str]
    opciones: list[Opcion] | None


def campos_de(filtro: CandidaturaFilter, cuentas: Cuentas, nombres: Iterable[str]) -> list[Campo]:
    """Los que sirven en este proceso: un filtro sin opciones no se dibuja."""
    campos = [_campo(filtro, cuentas, nombre) for nombre in nombres]
    return [c for c in campos if c.opciones is None or len(c.opciones) > 1]


def _campo(filtro: CandidaturaFilter, cuentas: Cuentas, nombre: str) -> Campo:
    campo = filtro.form.fields[nombre]
    return Campo(
        nombre,
        str(campo.label),
        str(campo.help_text),
        filtro.data.get(nombre, ""),
        filtro.form.errors.get(nombre, []),
        _opciones(campo, nombre, filtro, cuentas) if isinstance(campo, CampoDeOpciones) else None,
    )


def _opciones(
    campo: CampoDeOpciones, nombre: str, filtro: CandidaturaFilter, cuentas: Cuentas
) -> list[Opcion]:
    por_opcion = cuentas.por_opcion.get(nombre)
    if por_opcion is None:
        return list(campo.choices)

    def con_su_cuenta(clave: str, texto: str) -> tuple[str, str]:
        return clave, f"{texto} ({por_opcion[str(clave)]})" if clave else texto

    opciones = list(campo.choices)
    if len(opciones) > OPCIONES_A_LA_VISTA:
        puesta = filtro.form.cleaned_data.get(nombre)
        opciones = [o for o in opciones if not o[0] or por_opcion[str(o[0])] or o[0] == puesta]
    return [
        (clave, [con_su_cuenta(*opcion) for opcion in texto])
        if isinstance(texto, list)
        else con_su_cuenta(clave, texto)
        for clave, texto in opciones
    ]
