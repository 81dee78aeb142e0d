"""`manage.py diagrama_de_estados`: escribe docs/estados.md a partir de `captura.flujo`."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from captura.flujo import EDITABLES, FLUJO, REVISADAS
from captura.models import Estado, Rol

DESTINO = settings.RAIZ / "docs" / "estados.md"
ENCABEZADO = """# El recorrido de un perfil

Se genera de `captura/flujo.py` con `python manage.py diagrama_de_estados`; una prueba falla si no
está al día. Lo ejecuta `captura.servicios.pasos.dar_paso`, y nadie más escribe el estado.

El diagrama es el de cada sección. El estado del conjunto se calcula de las que se revisan: es el
de la más atrasada, y pausar una sección no lo cambia.

```mermaid
stateDiagram-v2
    [*] --> sin_datos
"""


def documento() -> str:
    """El documento completo: diagrama y tabla."""
    lineas = [f"    {estado.value}: {estado.label}" for estado in Estado]
    for paso, transicion in FLUJO.items():
        lineas += [
            f"    {desde.value} --> {(transicion.hacia or desde).value}: {paso.label}"
            for desde in _en_orden(transicion.desde, Estado)
        ]
    secciones = ", ".join(seccion.label.lower() for seccion in REVISADAS)
    editables = ", ".join(estado.label.lower() for estado in _en_orden(EDITABLES, Estado))
    return (
        ENCABEZADO
        + "\n".join(lineas)
        + "\n```\n\n"
        + f"Secciones que se revisan: {secciones}. Los compromisos siguen al conjunto (se "
        + "firman, no se verifican) y la identidad también (solo la persona la ve). "
        + "Se pausan todas.\n\n"
        + f"El actor político escribe solo en estos estados: {editables}.\n\n"
        + "| Paso | Sale de | Llega a | Quién | Qué exige |\n|---|---|---|---|---|\n"
        + "\n".join(_fila(paso, transicion) for paso, transicion in FLUJO.items())
        + "\n"
    )


def _fila(paso, transicion) -> str:
    desde = _nombres(transicion.desde, Estado)
    if transicion.conjunto:
        desde += f" (el conjunto: {_nombres(transicion.conjunto, Estado).lower()})"
    quien = _nombres(transicion.roles, Rol)
    if transicion.roles_segun_proceso:
        roles, parametro = transicion.roles_segun_proceso
        quien += f"; si el proceso lo dice (`{parametro}`), {_nombres(roles, Rol)}"
    exige = [
        texto
        for pedido, texto in (
            (transicion.exige_toma, "tener tomado el perfil"),
            (transicion.exige_reglas, "cumplir las reglas"),
            (transicion.exige_observaciones, "al menos una observación con supuesto y texto"),
            (transicion.exige_seccion, "elegir la sección"),
            (transicion.exige_motivo, "un motivo"),
        )
        if pedido
    ]
    hacia = transicion.hacia.label if transicion.hacia else "El mismo"
    return f"| {' | '.join((paso.label, desde, hacia, quien, ', '.join(exige) or '—'))} |"


def _nombres(miembros, enumeracion) -> str:
    return ", ".join(m.label for m in _en_orden(miembros, enumeracion))


def _en_orden(miembros, enumeracion) -> list:
    return [m for m in enumeracion if m in miembros]


class Command(BaseCommand):
    help = "Escribe docs/estados.md con el diagrama y la tabla del flujo."

    def add_arguments(self, parser):
        parser.add_argument("--salida", type=Path, default=DESTINO)

    def handle(self, *args, salida: Path, **options):
        salida.write_text(documento(), encoding="utf-8")
        self.stdout.write(f"Escrito: {salida}")
