"""Los apartados del cuestionario, en el orden en que se capturan, se revisan y se leen."""

from dataclasses import dataclass
from functools import cache

from candidaturas.models import ClaseDeDeclaracion, Escolaridad, EstatusDeEstudios
from captura.models import Cuestionario

_CATALOGOS = {
    "escolaridad": dict(Escolaridad.choices),
    "estatus_escolaridad": dict(EstatusDeEstudios.choices),
}


@dataclass(frozen=True, slots=True)
class Apartado:
    clave: str
    titulo: str
    ayuda: str
    campos: tuple[str, ...]


APARTADOS = (
    Apartado(
        "contacto",
        "Medios de contacto",
        "Se publican. Escriba al menos uno, y solo los que sean públicos.",
        Cuestionario.CONTACTO,
    ),
    Apartado("estudios", "Estudios", "", ("escolaridad", "estatus_escolaridad", "cursos")),
    Apartado("historia", "Historia profesional", "", ("historia_profesional",)),
    Apartado("trayectoria", "Trayectoria", "", ("trayectoria_politica",)),
    Apartado("motivo", "Motivo", "", ("motivo_cargo_publico",)),
    Apartado("propuestas", "Propuestas", "", Cuestionario.PROPUESTAS),
)


FUERA_DE_APARTADOS = {
    **{f"declaracion_{clase.value}": clase.label for clase in ClaseDeDeclaracion},
    "foto": "Fotografía",
    "correo_aclaraciones": "Correo para aclaraciones",
}


@cache
def etiqueta_de(campo: str) -> str:
    """Nombre del campo como se lee en pantalla."""
    if campo in FUERA_DE_APARTADOS:
        return FUERA_DE_APARTADOS[campo]
    nombre = str(Cuestionario._meta.get_field(campo).verbose_name)
    # «¿por qué…?» empieza con un signo: la mayúscula va en la primera letra.
    inicio = next(i for i, letra in enumerate(nombre) if letra.isalpha())
    return nombre[:inicio] + nombre[inicio].upper() + nombre[inicio + 1 :]


def como_texto(campo: str, valor) -> str:
    """Un valor de cualquier campo como lo lee una persona."""
    if isinstance(valor, list):
        return "\n".join(valor)
    return _CATALOGOS.get(campo, {}).get(valor, valor) or ""


def contenido_congelado(contenido: dict) -> list[tuple[str, str]]:
    """El contenido de un acuse: (etiqueta, texto) en el orden del cuestionario."""
    campos = [
        (etiqueta_de(campo), como_texto(campo, contenido.get(campo)))
        for campo in Cuestionario.CAMPOS
    ]
    declaraciones = [
        (etiqueta_de(f"declaracion_{clase}"), f"PDF con huella {huella}")
        for clase, huella in contenido.get("declaraciones", {}).items()
    ]
    return campos + declaraciones
