"""Mide cuánto tarda y cuánta memoria pide importar un archivo grande, con personas inventadas.

    .venv/bin/python -m scripts.bench_importacion [--renglones 10000] [--formatos csv xlsx]

Levanta servidores temporales, crea un proceso y corre `manage.py importar_candidaturas` como lo
haría una persona: el tiempo incluye el arranque de Django. Falla si pasa de los límites.
"""

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from scripts import entorno

RAIZ = Path(__file__).resolve().parent.parent
SEGUNDOS, MEGAS = 20, 300
ENCABEZADO = [
    "PARTIDO_COALICION", "CARGO", "ENTIDAD", "DISTRITO LOCAL", "CIRCUNSCRIPCION", "MUNICIPIO",
    "NUM_LISTA_O_FORMULA", "NOMBRE_CANDIDATO", "TIPO_CANDIDATO", "EDAD", "SEXO",
    "DIRECCION_CASA_CAMPAÑA", "TELEFONO", "CORREO_ELECTRONICO", "PAGINA_WEB", "REDES",
    "ESCOLARIDAD", "ESTATUS_ESCOLARIDAD", "CURSOS", "HISTORIA_PROFESIONAL",
    "TRAYECTORIA_POLITICA", "MOTIVO_CARGO_PUBLICO", "PROPUESTA_1", "PROPUESTA_2",
    "PROPUESTA_GENERO",
]  # fmt: skip
_NOMBRES = ["MARÍA", "XÓCHITL", "IÑAKI", "LUCÍA", "ÁNGEL", "NOEMÍ", "JULIÁN", "ROCÍO"]
_APELLIDOS = ["DE LA O", "OYARZÁBAL", "GÜEREÑA", "PEÑA", "DEL BOSQUE", "CISNEROS", "VALDÉS"]
_FRASES = [
    "Trabajé en una cooperativa lechera y después en la coordinación de talleres de lectura.",
    "Propongo captar agua de lluvia en las escuelas y cuidar los pozos del ejido.",
    "Impulsaré transporte seguro para mujeres y jóvenes estudiantes; ¿por qué no hacerlo ya?",
    "Participé en comités vecinales durante nueve años — con reuniones cada semana.",
]
LARGOS = (700, 700, 500, 600, 600, 500)
ACTORES = ["Partido Acción Nacional", "MORENA", "Movimiento Ciudadano", "PRI"]


def renglones(cuantos: int) -> Iterator[list]:
    """Siete de cada diez renglones con todos sus textos, como en los archivos verdaderos, y estos
    un tercio más largos que en aquellos (2,800 caracteres por persona)."""
    azar = random.Random(2023)  # noqa: S311

    def texto(caracteres: int) -> str:
        partes, largo = [], 0
        while largo < caracteres:
            partes.append(azar.choice(_FRASES))
            largo += len(partes[-1]) + 1
        return "  ".join(partes)

    for n in range(cuantos):
        nombre = " ".join([*azar.sample(_NOMBRES, 2), *azar.sample(_APELLIDOS, 2)])
        yield [
            ACTORES[n % 4], "DIPUTACIÓN LOCAL MR", "COAHUILA", f"{n // 2 % 16 + 1}", "No aplica",
            "No aplica", str(100_000 + n // 2), nombre, "SUPLENTE" if n % 2 else "PROPIETARIA",
            str(21 + n % 60), "MUJER" if n % 3 else "HOMBRE", f"Calle Ficticia {n}, Centro",
            f"844555{n % 10_000:04}", f"c{n}@ejemplo.mx", "No proporcionó",
            f"https://facebook.com/ficticia{n}, https://x.com/ficticia{n}", "Licenciatura",
            "Titulado(a)", "Sin cursos",
            *([texto(largo) for largo in LARGOS] if n % 10 < 7 else [""] * len(LARGOS)),
        ]  # fmt: skip


def escribir(ruta: Path, cuantos: int) -> None:
    if ruta.suffix == ".csv":
        with ruta.open("w", encoding="utf-8", newline="") as archivo:
            escritor = csv.writer(archivo)
            escritor.writerow(ENCABEZADO)
            escritor.writerows(renglones(cuantos))
        return
    if ruta.suffix == ".xls":
        import xlwt

        viejo = xlwt.Workbook()
        hoja = viejo.add_sheet("CANDIDATOS")
        for fila, celdas in enumerate([ENCABEZADO, *renglones(cuantos)]):
            for columna, celda in enumerate(celdas):
                hoja.write(fila, columna, celda)
        viejo.save(str(ruta))
        return
    import xlsxwriter

    with xlsxwriter.Workbook(ruta, {"constant_memory": False}) as libro:
        hoja = libro.add_worksheet("CANDIDATOS")
        for fila, celdas in enumerate([ENCABEZADO, *renglones(cuantos)]):
            hoja.write_row(fila, 0, celdas)


def manage(*orden: str | Path) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *map(str, orden)], cwd=RAIZ, check=True, stdout=sys.stderr
    )


_PROCESO = """
from candidaturas.models import *
base = ProcesoElectoral.objects.get(clave="pel-2023")
for clave in {claves!r}:
    ProcesoElectoral.objects.create(clave=clave, nombre=clave, anio=2023, entidad=base.entidad,
                                    marco=base.marco, jornada_el=base.jornada_el)
"""


def medir(*orden: str | Path) -> tuple[float, float, float]:
    """Segundos de reloj, segundos de procesador y MB de memoria máxima de una orden."""
    inicio = time.monotonic()
    # El máximo de los hijos no baja; por eso cada medición tiene un proceso intermedio.
    lectura, escritura = os.pipe()
    hijo = os.fork()
    if hijo == 0:
        try:
            manage(*orden)
            uso = resource.getrusage(resource.RUSAGE_CHILDREN)
            os.write(escritura, f"{uso.ru_maxrss} {uso.ru_utime + uso.ru_stime}".encode())
        finally:
            os._exit(0)
    os.close(escritura)
    with os.fdopen(lectura) as tubo:
        medidas = tubo.read().split()
    os.waitpid(hijo, 0)
    if not medidas:
        sys.exit("La importación falló; vea arriba por qué.")
    return time.monotonic() - inicio, float(medidas[1]), int(medidas[0]) / 1024


def main() -> None:
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("--renglones", type=int, default=10_000)
    opciones.add_argument("--formatos", nargs="+", default=["csv", "xlsx", "xls"])
    elegido = opciones.parse_args()
    entorno.seguir_en("scripts.bench_importacion")

    from conoceles import embebidos

    excedido = False
    with tempfile.TemporaryDirectory() as carpeta, embebidos.temporales() as direcciones:
        os.environ.update(direcciones, CONOCELES_DATOS=carpeta)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.settings.demo")
        manage("migrate", "-v0")
        manage("cargar_catalogos")
        claves = [f"bench-{f}{s}" for f in elegido.formatos for s in ("", "-archivo")]
        manage("shell", "-v0", "-c", _PROCESO.format(claves=claves))
        for formato in elegido.formatos:
            ruta = Path(carpeta) / f"candidaturas.{formato}"
            escribir(ruta, elegido.renglones)
            peso = ruta.stat().st_size / 1024**2
            reporte = Path(carpeta) / "reporte.csv"
            fijas = ["importar_candidaturas", ruta, "--crear-catalogos", "--reporte", reporte]
            for etiqueta, extra in (
                ("borradores", ["--proceso", f"bench-{formato}"]),
                ("borradores, segunda vez", ["--proceso", f"bench-{formato}"]),
                (
                    "archivo público",
                    ["--proceso", f"bench-{formato}-archivo", "--archivo", "Prueba"],
                ),
            ):
                segundos, procesador, megas = medir(*fijas, *extra)
                excedido |= segundos > SEGUNDOS or megas > MEGAS
                print(
                    f"{formato} ({peso:.0f} MB, {elegido.renglones} renglones), {etiqueta}: "
                    f"{segundos:.1f} s ({procesador:.1f} s de procesador), {megas:.0f} MB"
                )
    sys.exit(excedido)


if __name__ == "__main__":
    main()
