"""Mide lo que espera quien captura, con personas y textos inventados: `make bench-captura`.

Levanta servidores temporales, los llena y toma el peor de 95 de cada cien intentos. Imprime una
tabla y falla si algo pasa de su límite. Los resultados están en docs/rendimiento.md.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scripts import entorno

CANDIDATURAS, TEXTOS = 2_000, 20_000
LIMITES_MS = {
    "Tablero de un actor con 2,000 candidaturas": 150,
    "Autoguardado de un campo": 50,
    "Parecido de un texto con 20,000": 100,
    "Vista previa de una hoja de 2,000 renglones": 5_000,
    "Fotografía de 12 megapíxeles": 1_000,
    "Fotografía de 40 megapíxeles": 1_000,
}


def medir(nombre: str, accion: Callable[[int], object], veces: int) -> bool:
    """Un renglón de la tabla; falso si el tiempo que no pasan 95 de cada cien excede el límite.

    La primera vez no cuenta: compila plantillas y carga módulos.
    """
    tiempos = []
    for n in range(veces + (veces > 1)):
        inicio = time.perf_counter()
        accion(n)
        tiempos.append((time.perf_counter() - inicio) * 1000)
    tiempos = sorted(tiempos[1:] or tiempos)
    medio, alto = tiempos[len(tiempos) // 2], tiempos[int(len(tiempos) * 0.95)]
    limite = LIMITES_MS[nombre]
    bien = alto <= limite
    cifras = f"{tiempos[0]:>8,.0f}{medio:>10,.0f}{alto:>8,.0f}{limite:>8,}"
    print(f"{nombre:<45}{cifras}  {'' if bien else 'PASA DEL LÍMITE'}", flush=True)
    return bien


def del_actor(enlace, carpeta: Path) -> bool:
    """El tablero y la hoja de cálculo del mismo actor."""
    import openpyxl
    from django.test import Client
    from django.urls import reverse

    from captura.hojas.alcance import Alcance
    from captura.hojas.plantilla import escribir_plantilla
    from captura.hojas.revision import revisar_hoja
    from conoceles.comun import reloj

    cliente = Client()
    cliente.force_login(enlace.usuario)
    direcciones = [reverse("captura:tablero") + q for q in ("", "?falta=foto&pagina=7")]

    def ver_tablero(n: int) -> None:
        if cliente.get(direcciones[n % 2]).status_code != 200:
            sys.exit("El tablero no respondió.")

    def sin_avance(*_):
        """El avance lo guarda otro hilo; aquí no cuenta."""

    bien = medir("Tablero de un actor con 2,000 candidaturas", ver_tablero, 40)
    ruta = carpeta / "candidaturas.xlsx"
    escribir_plantilla(ruta, Alcance(enlace), sin_avance, hecha_en=reloj.ahora())
    libro = openpyxl.load_workbook(ruta)
    for celdas in libro["CANDIDATOS"].iter_rows(min_row=2):
        celdas[15].value = f"Propuesta cambiada {celdas[0].value}. {celdas[15].value}"
    libro.save(ruta)

    def revisar(n: int) -> None:
        renglones = revisar_hoja(ruta, Alcance(enlace), sin_avance)
        if len(renglones) != CANDIDATURAS or not all(r.cambios for r in renglones):
            sys.exit("La medición no midió lo que dice: hay renglones sin cambios.")

    return medir("Vista previa de una hoja de 2,000 renglones", revisar, 1) and bien


def de_los_textos(cuestionarios: list, textos: list[str], enlace, azar: random.Random) -> bool:
    from django.test import Client
    from django.urls import reverse

    from captura.parecidos import parecidos_a

    candidatura = cuestionarios[0].candidatura
    cliente = Client()
    cliente.force_login(enlace.usuario)
    suyos = [c for c in cuestionarios if c.candidatura.formula.actor_id == enlace.actor_id]

    def guardar(n: int) -> None:
        direccion = reverse("captura:campo_guardar", args=[suyos[n].pk, "propuesta_1"])
        datos = {"propuesta_1": azar.choice(textos)[:1500] + f" {n}", "version": 0}
        respuesta = cliente.post(direccion, {**datos, "cuenta": enlace.usuario.pk})
        if respuesta.json()["clase"] != "guardado":
            sys.exit(f"No se guardó: {respuesta.json()}")

    bien = medir("Autoguardado de un campo", guardar, 100)
    return (
        medir(
            "Parecido de un texto con 20,000",
            lambda n: parecidos_a(azar.choice(textos), candidatura=candidatura),
            60,
        )
        and bien
    )


def de_las_fotos() -> bool:
    from captura.fotografias import limpiar
    from scripts.datos_de_captura import fotografia

    bien = True
    for nombre, ancho, alto in (("12", 3000, 4000), ("40", 5000, 8000)):
        datos = fotografia(ancho, alto)
        bien &= medir(
            f"Fotografía de {nombre} megapíxeles",
            lambda n, datos=datos: limpiar(datos, maximo_kb=20_000, lado_minimo=300),
            10,
        )
    return bien


def correr(carpeta: Path) -> bool:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction

    from captura import parecidos
    from scripts.datos_de_captura import textos_por_comparar, un_actor_grande

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    azar = random.Random(2023)  # noqa: S311
    print("Llenando la base…", flush=True)
    with transaction.atomic():
        enlace_grande = un_actor_grande(CANDIDATURAS)
        cuestionarios, textos, enlace = textos_por_comparar(azar, TEXTOS)
    inicio = time.perf_counter()
    cuantos = parecidos.rehacer(cuestionarios[0].candidatura.proceso)
    print(f"{cuantos:,} textos comparados en {time.perf_counter() - inicio:.0f} s (sin límite)")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    import conoceles.wsgi  # noqa: F401  el recolector de basura, como lo deja el servidor

    print(f"\n{'milisegundos':<45}{'mejor':>8}{'la mitad':>10}{'95 %':>8}{'límite':>8}")
    bien = [
        del_actor(enlace_grande, carpeta),
        de_los_textos(cuestionarios, textos, enlace, azar),
        de_las_fotos(),
    ]
    return all(bien)


def main() -> None:
    entorno.seguir_en("scripts.bench_captura")
    import django

    from conoceles import embebidos

    with tempfile.TemporaryDirectory() as carpeta, embebidos.temporales() as direcciones:
        os.environ.update(direcciones, CONOCELES_DATOS=carpeta)
        os.environ["DJANGO_SETTINGS_MODULE"] = "conoceles.settings.test"
        django.setup()
        bien = correr(Path(carpeta))
    sys.exit(not bien)


if __name__ == "__main__":
    main()
