"""`manage.py mapa_de_datos`: escribe docs/mapa-de-datos.md, el registro de tratamiento."""

from enum import Enum
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from conoceles.comun.mapa_de_datos import (
    IMPERSONALES,
    Conservacion,
    Dato,
    Lector,
    Lectores,
    Tabla,
    Titular,
    Tratamiento,
    faltas,
    mapa,
)

DESTINO = settings.RAIZ / "docs" / "mapa-de-datos.md"
ENCABEZADO = """# Registro de tratamiento y mapa de datos

Se genera de los módulos `mapa_de_datos` de cada app con `python manage.py mapa_de_datos`. Las
pruebas fallan si un campo no tiene entrada, si una entrada ya no tiene campo, si esto no está al
día o si lo que aquí es público no es lo que el rol del sitio público puede leer de verdad.

La historia de una tabla lleva lo mismo que ella y se conserva o se suprime igual, pero nunca es
pública. El fundamento de cada tratamiento y los plazos los fija el instituto en los parámetros del
proceso, con su cita.

## Registro de tratamiento

"""


def documento() -> str:
    tablas = [tabla for tabla in mapa().values() if not tabla.es_historia]
    partes = [ENCABEZADO, _registro(tablas), "\n## Mapa de datos\n"]
    partes += [
        _seccion(tratamiento, suyas)
        for tratamiento in Tratamiento
        if (suyas := [t for t in tablas if t.tratamiento is tratamiento])
    ]
    return "".join(partes)


def _registro(tablas: list[Tabla]) -> str:
    filas = [_encabezado("Tratamiento", "Finalidad", "De quién", "Quién lee", "Qué queda")]
    for tratamiento in Tratamiento:
        todos = [d for t in tablas if t.tratamiento is tratamiento for d in t.datos()]
        datos = [d for d in todos if d.conservacion not in IMPERSONALES] or todos
        filas.append(
            _fila(
                f"**{tratamiento.nombre}**",
                tratamiento.finalidad,
                _cuales(Titular, {d.titular for d in datos} - {Titular.NADIE}) or "Nadie",
                _lectores(frozenset().union(*(d.leen for d in datos))),
                _cuales(Conservacion, {d.conservacion for d in datos}),
            )
        )
    return "".join(filas)


def _cuales(enumeracion: type[Enum], miembros: set) -> str:
    return "; ".join(miembro.value for miembro in enumeracion if miembro in miembros)


def _seccion(tratamiento: Tratamiento, tablas: list[Tabla]) -> str:
    partes = [f"\n### {tratamiento.nombre}\n\n{tratamiento.finalidad}\n\n"]
    partes.append(
        _encabezado("Tabla y campos", "Finalidad", "De quién", "Quién lee", "Público", "Qué queda")
    )
    for tabla in sorted(tablas, key=lambda t: t.modelo._meta.label):
        partes += [_renglon(tabla, datos) for datos in _iguales(tabla)]
    return "".join(partes)


def _iguales(tabla: Tabla) -> list[list[Dato]]:
    """Los campos de una tabla, juntos los que tienen la misma entrada."""
    grupos: dict[tuple, list[Dato]] = {}
    for dato in tabla.datos():
        clave = (dato.finalidad, dato.titular, dato.leen, dato.conservacion, dato.sin_entrega)
        grupos.setdefault(clave, []).append(dato)
    return list(grupos.values())


def _renglon(tabla: Tabla, datos: list[Dato]) -> str:
    uno = datos[0]
    queda = uno.conservacion.value
    if uno.sin_entrega:
        queda += f". No se entrega: {uno.sin_entrega}"
    return _fila(
        f"**{tabla.modelo._meta.label}**: {' '.join(f'`{d.campo}`' for d in datos)}",
        uno.finalidad,
        uno.titular.value,
        _lectores(uno.leen),
        "Sí" if uno.publico else "No",
        queda,
    )


def _lectores(leen: Lectores) -> str:
    return ", ".join(lector.etiqueta for lector in Lector if lector in leen) or "Solo el sistema"


def _encabezado(*columnas: str) -> str:
    return _fila(*columnas) + "|" + "---|" * len(columnas) + "\n"


def _fila(*celdas: str) -> str:
    return f"| {' | '.join(celdas)} |\n"


class Command(BaseCommand):
    help = "Escribe docs/mapa-de-datos.md, o con --revisar dice si no está al día."

    def add_arguments(self, parser):
        parser.add_argument("--salida", type=Path, default=DESTINO)
        parser.add_argument("--revisar", action="store_true")

    def handle(self, *args, salida: Path, revisar: bool, **options):
        if halladas := faltas(mapa()):
            raise CommandError("El mapa no está completo:\n" + "\n".join(halladas))
        if not revisar:
            salida.write_text(documento(), encoding="utf-8")
            self.stdout.write(f"Escrito: {salida}")
        elif salida.read_text(encoding="utf-8") != documento():
            raise CommandError(f"{salida} no está al día: corra «manage.py mapa_de_datos».")
