"""`make bench-portal`: cuánto tarda el portal con 2,000 y con 200,000 candidaturas inventadas.

    make bench-portal                                   # todo, en la terminal
    make bench-portal ARGS="--escribir"                 # y también en docs/rendimiento.md
    make bench-portal ARGS="--tamanos 2000 --segundos 3"

Levanta servidores temporales por tamaño, llena sus bases (scripts/datos_sinteticos.py) y luego, uno
tras otro, sirve el portal como en la demostración. Mide sin caché de páginas, con una y con ocho
personas a la vez; luego con caché, junto a un archivo estático del mismo peso servido por nginx en
la misma corrida. Quien pide y quien contesta comparten los procesadores: vale la proporción entre
medidas de una misma corrida. Devuelve 1 si algo pasa de lo que se prometió.
"""

import argparse
import multiprocessing
import os
import platform
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from scripts import entorno
from scripts.carga_web import (
    MUESTRAS,
    PUERTO,
    Medida,
    con_una_persona,
    con_varias_personas,
    con_wrk,
    conexion,
    nginx,
    pedir,
    portal,
    ruta_de_nginx,
)

RAIZ = entorno.RAIZ
# Cuántas veces se mide la caché y enseguida nginx.
TURNOS = 5
# Milisegundos de p50 con 2,000 candidaturas, y cuántas veces más se tolera con 200,000.
LIMITES = {"inicio": 20, "elección": 20, "boleta": 20, "perfil": 20, "búsqueda con filtros": 40}
VECES_MAS_LENTA = 3
PROPORCION_CON_NGINX = 0.25
# Páginas por segundo con ocho personas: tres veces lo que da el mejor portal comparable.
META_POR_SEGUNDO = 3 * 104
DOCUMENTO = RAIZ / "docs" / "rendimiento.md"
INICIO, FIN = "<!-- medido -->", "<!-- fin de lo medido -->"


class Medidas(NamedTuple):
    """De un tamaño, por clase de página: con una persona, con ocho y, con caché, su proporción."""

    una: dict[str, Medida]
    ocho: dict[str, Medida]
    proporcion: dict[str, float]


_dicho: list[str] = []


def decir(renglon: str = "") -> None:
    """En la terminal y, al final, en el documento."""
    print(renglon, flush=True)
    _dicho.append(renglon)


# --- Las páginas ------------------------------------------------------------------------------
def direcciones() -> dict[str, list[str]]:
    """Clase de página → direcciones al azar, repetibles, de lo que hay en la base."""
    from candidaturas.models import Candidatura, Eleccion, Seccion
    from scripts.datos_sinteticos import PALABRAS

    azar = random.Random(2023)  # noqa: S311

    def elegir(conjunto) -> list:
        identificadores = list(conjunto.values_list("pk", flat=True))
        return azar.sample(identificadores, min(MUESTRAS, len(identificadores)))

    distritales = list(
        Eleccion.objects.filter(distrito__isnull=False).values_list("pk", "distrito__numero")
    )
    distritales = azar.choices(distritales, k=MUESTRAS)
    perfiles = Candidatura.objects.filter(perfil__isnull=False)
    fichas = Candidatura.objects.filter(pk__in=elegir(perfiles))
    secciones = Seccion.objects.filter(pk__in=elegir(Seccion.objects.all()))
    apellidos = [quote(c.primer_apellido.lower()) for c in fichas]
    palabras = [quote(p) for p in azar.choices(PALABRAS, k=MUESTRAS)]
    filtros = ["&sexo=mujer", "&cargo=diputacion-mr", "&escolaridad=maestria", "&edad=30-39", ""]
    buscadas = [
        f"/candidaturas/?q={q}{azar.choice(filtros)}"
        for par in zip(palabras, apellidos, strict=True)
        for q in par
    ]
    return {
        "inicio": ["/"],
        "elección": [f"/candidaturas/?cargo=diputacion-mr&distrito={n}" for _, n in distritales],
        "boleta": [f"/boleta/{s.numero}/" for s in secciones],
        "perfil": [c.get_absolute_url() for c in fichas],
        "búsqueda con filtros": azar.sample(buscadas, MUESTRAS),
        "todas las candidaturas": ["/candidaturas/"]
        + [f"/candidaturas/?pagina={n}" for n in azar.choices(range(2, 80), k=MUESTRAS)],
        "por sorteo": ["/candidaturas/?orden=sorteo"],
        "por apellido": ["/candidaturas/?orden=nombre"],
        "nombre mal escrito": ["/candidaturas/?q=gerado+nunes", "/candidaturas/?q=ojarzabal"],
        "comparar": [f"/comparar/?eleccion={pk}" for pk, _ in distritales],
        "estadísticas": ["/estadisticas/"],
        "API, lista": ["/api/v1/candidaturas/", "/api/v1/candidaturas/?sexo=mujer"],
        "API, una": [f"/api/v1/candidaturas/{c.pk}/" for c in fichas],
    }


# --- La corrida -------------------------------------------------------------------------------
class Preparado(NamedTuple):
    """Una base llena: el ambiente con que se sirve y las páginas que se piden."""

    ambiente: dict[str, str]
    paginas: dict[str, list[str]]
    carpeta: Path


@contextmanager
def preparado(tamano: int) -> Iterator[Preparado]:
    from conoceles import embebidos

    with tempfile.TemporaryDirectory() as carpeta, embebidos.temporales() as servidores:
        ambiente = {**servidores, "CONOCELES_DATOS": carpeta}
        antes = dict(os.environ)
        os.environ.update(ambiente)
        # En otro proceso: el siguiente tamaño tendrá otra base, y Django solo lee una.
        contexto = multiprocessing.get_context("fork")
        with contexto.Pool(1) as aparte:
            paginas = aparte.apply(_preparar, (tamano,))
        # Con estas direcciones puestas, el siguiente usaría los servidores de este.
        os.environ.clear()
        os.environ.update(antes)
        yield Preparado(ambiente, paginas, Path(carpeta))


def medir(tamano: int, base: Preparado, segundos: float, *, con_cache: bool) -> Medidas:
    os.environ.update(base.ambiente)
    medidas = Medidas({}, {}, {})
    decir(f"\n**{tamano:,} candidaturas, sin caché de páginas (milisegundos)**\n")
    decir("| Página | p50, una persona | p95 | 8 personas: por segundo | p95 |")
    decir("|---|---|---|---|---|")
    with portal(cache=0):
        for clase, caminos in base.paginas.items():
            una = medidas.una[clase] = con_una_persona(caminos)
            ocho = medidas.ocho[clase] = con_varias_personas(caminos, segundos)
            fallas = f" ({ocho.fallas} sin responder)" if ocho.fallas else ""
            decir(
                f"| {clase} | {una.p50:.1f} | {una.p95:.1f} "
                f"| {ocho.por_segundo:.0f} | {ocho.p95:.0f}{fallas} |"
            )
    if con_cache:
        medidas.proporcion.update(_con_cache(base.paginas, segundos, base.carpeta))
    return medidas


def _preparar(tamano: int) -> dict[str, list[str]]:
    import django

    django.setup()
    from django.core.management import call_command

    from scripts import datos_sinteticos

    inicio = time.monotonic()
    call_command("migrate", verbosity=0)
    call_command("permisos_bd", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    datos_sinteticos.cargar(tamano)
    print(f"Base de {tamano:,} lista en {time.monotonic() - inicio:.0f} s.", flush=True)
    return direcciones()


def _con_cache(paginas: dict[str, list[str]], segundos: float, carpeta: Path) -> dict[str, float]:
    faltan = [
        n for n, ruta in (("nginx", ruta_de_nginx()), ("wrk", shutil.which("wrk"))) if not ruta
    ]
    if faltan:
        print("\n" + "!" * 79)
        decir(f"!! FALTA {' y '.join(faltan)}: no se midió la caché junto a nginx.")
        print("!" * 79, flush=True)
        return {}
    decir(
        f"\n**Con caché de páginas, 8 conexiones, por turnos con nginx; la mediana de {TURNOS}**\n"
    )
    decir("| Página | KB | Portal: por segundo | p95 ms | nginx: por segundo | Proporción |")
    decir("|---|---|---|---|---|---|")
    proporciones = {}
    cada_turno = max(1, segundos / TURNOS)
    with portal(cache=600):
        for clase in LIMITES:
            camino = paginas[clase][0]
            abierta = conexion()
            pedir(abierta, camino)
            _, cuerpo = pedir(abierta, camino)
            with nginx(carpeta, cuerpo) as estatico:
                # Por turnos: lo que la máquina da cambia hasta al doble de un rato a otro.
                turnos = [
                    (con_wrk(f"http://127.0.0.1:{PUERTO}{camino}", cada_turno, carpeta),
                     con_wrk(estatico, cada_turno, carpeta))
                    for _ in range(TURNOS)
                ]  # fmt: skip
            del_portal, p95 = (statistics.median(p[n] for p, _ in turnos) for n in (0, 1))
            de_nginx = statistics.median(n[0] for _, n in turnos)
            proporciones[clase] = statistics.median(p[0] / n[0] for p, n in turnos)
            decir(
                f"| {clase} | {len(cuerpo) / 1024:.0f} | {del_portal:.0f} | {p95:.1f} "
                f"| {de_nginx:.0f} | {proporciones[clase]:.2f} |"
            )
    return proporciones


def main() -> int:
    lector = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lector.add_argument("--tamanos", type=int, nargs="+", default=[2_000, 200_000])
    lector.add_argument("--segundos", type=float, default=6, help="de cada medida con 8 personas")
    lector.add_argument("--escribir", action="store_true", help="lo medido, a docs/rendimiento.md")
    opciones = lector.parse_args()
    entorno.seguir_en("scripts.bench_portal")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.settings.demo")
    medidas = {}
    with ExitStack() as abiertas:
        bases = {t: abiertas.enter_context(preparado(t)) for t in opciones.tamanos}
        decir(f"{_maquina()} Carga al empezar: {_carga()}.")
        for numero, (tamano, base) in enumerate(bases.items()):
            medidas[tamano] = medir(tamano, base, opciones.segundos, con_cache=numero == 0)
    decir(f"\nCarga al terminar: {_carga()}.")
    fallas = _juzgar(medidas)
    if opciones.escribir:
        _escribir()
    return 1 if fallas else 0


def _maquina() -> str:
    memoria = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Máquina de {os.cpu_count()} núcleos y {memoria:.0f} GB, Python "
        f"{platform.python_version()}; quien pide, la aplicación y la base comparten los núcleos."
    )


def _carga() -> str:
    return " ".join(f"{c:.1f}" for c in os.getloadavg())


def _juzgar(medidas: dict[int, Medidas]) -> list[str]:
    """Lo que pasa de lo prometido. Lo que no llega a la meta se dice, pero no es una falla."""
    menor = medidas[min(medidas)]
    fallas = [
        f"{clase}: {menor.una[clase].p50:.1f} ms y el límite es {limite}"
        for clase, limite in LIMITES.items()
        if menor.una[clase].p50 > limite
    ]
    for tamano, suyas in medidas.items():
        for clase, medida in suyas.una.items():
            veces = medida.p50 / menor.una[clase].p50
            if veces > VECES_MAS_LENTA:
                fallas.append(f"{clase}: con {tamano:,} tarda {veces:.1f} veces más")
        fallas += [
            f"{clase}: {medida.fallas} peticiones sin responder con {tamano:,}"
            for clase, medida in (*suyas.una.items(), *suyas.ocho.items())
            if medida.fallas
        ]
        fallas += [
            f"{clase}: con caché da {proporcion:.2f} de lo que nginx"
            for clase, proporcion in suyas.proporcion.items()
            if proporcion < PROPORCION_CON_NGINX
        ]
    lejos = [
        f"{clase} {menor.ocho[clase].por_segundo:.0f}"
        for clase in LIMITES
        if menor.ocho[clase].por_segundo < META_POR_SEGUNDO
    ]
    decir()
    for falla in fallas:
        decir(f"- No cumple. {falla}.")
    if lejos:
        decir(f"- Lejos de la meta de {META_POR_SEGUNDO} páginas por segundo: {', '.join(lejos)}.")
    if not fallas and not lejos:
        decir("Todo cumple.")
    return fallas


def _escribir() -> None:
    texto = DOCUMENTO.read_text(encoding="utf-8")
    antes, _, resto = texto.partition(INICIO)
    despues = resto.partition(FIN)[2]
    medido = "\n".join(_dicho)
    DOCUMENTO.write_text(f"{antes}{INICIO}\n\n{medido}\n\n{FIN}{despues}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
