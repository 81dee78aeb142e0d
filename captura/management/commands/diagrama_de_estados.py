"""`manage.py diagrama_de_estados`: escribe docs/estados.md a partir de `captura.flujo`."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from captura.flujo import EDITABLES, FLUJO
from captura.models import Estado, Rol

DESTINO = settings.RAIZ / "docs" / "estados.md"
ENCABEZADO = """# El recorrido de un perfil

Se genera de `captura/flujo.py` con `python manage.py diagrama_de_estados`; una prueba falla si no
está al día. Lo ejecuta `captura.servicios.pasos.dar_paso`, y nadie más escribe el estado.

```mermaid
stateDiagram-v2
    [*] --> sin_datos
"""


def documento() -> str:
    """El documento completo: diagrama y tabla."""
    lineas = [f"    {estado.value}: {estado.label}" for estado in Estado]
    for paso, transicion in FLUJO.items():
        lineas += [
            f"    {desde.value} --> {transicion.hacia.value}: {paso.label}"
            for desde in _en_orden(transicion.desde, Estado)
        ]
    editables = ", ".join(estado.label.lower() for estado in _en_orden(EDITABLES, Estado))
    return (
        ENCABEZADO
        + "\n".join(lineas)
        + "\n```\n\n"
        + f"El actor político escribe solo en estos estados: {editables}.\n\n"
        + "| Paso | Sale de | Llega a | Quién | Qué exige |\n|---|---|---|---|---|\n"
        + "\n".join(_fila(paso, transicion) for paso, transicion in FLUJO.items())
        + "\n"
    )


def _fila(paso, transicion) -> str:
    desde = ", ".join(e.label for e in _en_orden(transicion.desde, Estado))
    quien = ", ".join(r.label for r in _en_orden(transicion.roles, Rol))
    exige = [
        texto
        for pedido, texto in (
            (transicion.exige_reglas, "cumplir las reglas"),
            (transicion.exige_observaciones, "al menos una observación con supuesto y texto"),
            (transicion.exige_motivo, "un motivo"),
        )
        if pedido
    ]
    celdas = (paso.label, desde, transicion.hacia.label, quien, ", ".join(exige) or "—")
    return f"| {' | '.join(celdas)} |"


def _en_orden(miembros, enumeracion) -> list:
    return [m for m in enumeracion if m in miembros]


class Command(BaseCommand):
    help = "Escribe docs/estados.md con el diagrama y la tabla del flujo."

    def add_arguments(self, parser):
        parser.add_argument("--salida", type=Path, default=DESTINO)

    def handle(self, *args, salida: Path, **options):
        salida.write_text(documento(), encoding="utf-8")
        self.stdout.write(f"Escrito: {salida}")
