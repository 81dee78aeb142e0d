"""Mide la vista previa y la aplicación de una hoja de 2,000 renglones, y la limpieza de una foto.

    .venv/bin/python -m scripts.bench_hoja [--renglones 2000]

Levanta servidores temporales, con personas inventadas. Falla si pasa de los límites.
"""

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
SEGUNDOS_DE_VISTA_PREVIA, SEGUNDOS_DE_FOTO = 5, 1
LARGO = 500


def cronometrar(nombre: str, hacer: Callable, limite: float | None = None) -> bool:
    """Imprime lo que tardó; verdadero si pasó del límite."""
    inicio, procesador = time.monotonic(), time.process_time()
    hacer()
    segundos = time.monotonic() - inicio
    detalle = f"{segundos:.2f} s ({time.process_time() - procesador:.2f} s de procesador)"
    print(f"{nombre}: {detalle}" + (f", límite {limite} s" if limite else ""))
    return limite is not None and segundos > limite


def poblar(cuantas: int):
    """Un partido con esas candidaturas, todas con sus textos, y su enlace."""
    from captura.models import Cuestionario, Rol
    from tests.fabricas import (
        ActorFactory,
        AdscripcionFactory,
        CandidaturaFactory,
        FormulaFactory,
        ProcesoFactory,
    )

    actor = ActorFactory(proceso=ProcesoFactory(), siglas="PFB")
    formula = FormulaFactory(actor=actor)
    texto = ("Una frase ficticia para medir. " * 40)[:LARGO]
    textos = dict.fromkeys((*Cuestionario.TEXTOS_LARGOS, *Cuestionario.PROPUESTAS), texto)
    for n in range(cuantas):
        candidatura = CandidaturaFactory(formula=formula, por_aclarar=f"Medición {n}")
        Cuestionario.objects.create(
            candidatura=candidatura, telefonos=["844 000 0000"], estado="en_captura", **textos
        )
    return AdscripcionFactory(rol=Rol.ENLACE, actor=actor)


def foto_de(ancho: int, alto: int, calidad: int) -> bytes:
    from PIL import Image

    salida = io.BytesIO()
    ruido = Image.frombytes("RGB", (300, 400), os.urandom(300 * 400 * 3))
    ruido.resize((ancho, alto)).save(salida, "JPEG", quality=calidad)
    return salida.getvalue()


def medir(cuantas: int, carpeta: Path) -> bool:
    import openpyxl
    from django.db import transaction

    from captura.fotografias import limpiar
    from captura.hojas.alcance import Alcance
    from captura.hojas.aplicacion import aplicar_hoja
    from captura.hojas.plantilla import escribir_plantilla
    from captura.hojas.revision import Renglon, revisar_hoja
    from conoceles.comun import reloj

    cuenta = poblar(cuantas)
    ruta = carpeta / "candidaturas.xlsx"
    renglones: list[Renglon] = []

    def sin_avance(*_):
        """El avance lo guarda otro hilo; aquí no cuenta."""

    def plantilla():
        escribir_plantilla(ruta, Alcance(cuenta), sin_avance, hecha_en=reloj.ahora())

    def revisar():
        renglones[:] = revisar_hoja(ruta, Alcance(cuenta), sin_avance)

    def aplicar():
        with transaction.atomic():
            aplicar_hoja(renglones, cuenta, sin_avance)

    cronometrar(f"Plantilla de {cuantas} candidaturas", plantilla)
    libro = openpyxl.load_workbook(ruta)
    for celdas in libro["CANDIDATOS"].iter_rows(min_row=2):
        celdas[15].value = f"Propuesta cambiada {celdas[0].value}. " + celdas[15].value
    libro.save(ruta)
    excedido = cronometrar("Vista previa, todas con cambios", revisar, SEGUNDOS_DE_VISTA_PREVIA)
    if not all(r.cambios for r in renglones):
        sys.exit("La medición no midió lo que dice: hay renglones sin cambios.")
    cronometrar("Aplicarla", aplicar)
    for nombre, ancho, alto in (("12", 3000, 4000), ("40", 5000, 8000)):
        datos = foto_de(ancho, alto, 30)
        excedido |= cronometrar(
            f"Limpiar una fotografía de {nombre} megapíxeles",
            lambda datos=datos: limpiar(datos, maximo_kb=20_000, lado_minimo=300),
            SEGUNDOS_DE_FOTO,
        )
    return excedido


def main() -> None:
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("--renglones", type=int, default=2_000)
    elegido = opciones.parse_args()

    from conoceles import embebidos

    with tempfile.TemporaryDirectory() as carpeta, embebidos.temporales() as direcciones:
        os.environ.update(direcciones, CONOCELES_DATOS=carpeta)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.settings.demo")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        sys.exit(medir(elegido.renglones, Path(carpeta)))


if __name__ == "__main__":
    main()
