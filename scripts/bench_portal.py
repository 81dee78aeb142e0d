"""`make bench-portal`: cuánto tarda el portal con 2,000 y con 200,000 candidaturas inventadas.

    make bench-portal                                   # todo; escribe la tabla en la terminal
    make bench-portal ARGS="--tamanos 2000 --segundos 3"

Para cada tamaño levanta servidores temporales, llena la base (scripts/datos_sinteticos.py) y sirve
el portal como en la demostración. Mide sin caché de páginas, con una y con ocho personas a la vez;
luego con caché, junto a un archivo estático del mismo peso servido por nginx en la misma corrida.
Quien pide y quien contesta comparten los procesadores: lo que vale es la proporción entre medidas
de una misma corrida. Devuelve 1 si algo pasa de lo que se prometió.
"""

import argparse
import http.client
import multiprocessing
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from scripts import entorno

RAIZ = entorno.RAIZ
PERSONAS = 8
MUESTRAS = 60
# Milisegundos de p50 con 2,000 candidaturas, y cuántas veces más se tolera con 200,000.
LIMITES = {"inicio": 20, "elección": 20, "boleta": 20, "perfil": 20, "búsqueda con filtros": 40}
VECES_MAS_LENTA = 3
PROPORCION_CON_NGINX = 0.25
PUERTO, PUERTO_DE_NGINX = 8391, 8392

_NGINX = """
worker_processes 2;
pid {carpeta}/nginx.pid;
error_log {carpeta}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
    client_body_temp_path {carpeta}; proxy_temp_path {carpeta}; fastcgi_temp_path {carpeta};
    uwsgi_temp_path {carpeta}; scgi_temp_path {carpeta};
    types {{ text/html html; }}
    server {{ listen 127.0.0.1:{puerto}; root {carpeta}; }}
}}
"""
_REPORTE_DE_WRK = """
done = function(resumen, latencia)
  print(string.format("MEDIDO %f %f", resumen.requests / resumen.duration * 1e6,
    latencia:percentile(95) / 1000))
end
"""


class Medida(NamedTuple):
    """Páginas por segundo y milisegundos."""

    por_segundo: float
    p50: float
    p95: float


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


# --- Pedirlas ---------------------------------------------------------------------------------
def pedir(conexion: http.client.HTTPConnection, camino: str) -> tuple[float, bytes]:
    """Milisegundos y cuerpo; falla si la respuesta no es 200."""
    inicio = time.perf_counter()
    conexion.request("GET", camino, headers={"Accept-Encoding": "identity"})
    respuesta = conexion.getresponse()
    cuerpo = respuesta.read()
    tardo = (time.perf_counter() - inicio) * 1000
    if respuesta.status != 200:
        raise RuntimeError(f"{camino} respondió {respuesta.status}")
    return tardo, cuerpo


def con_una_persona(caminos: list[str]) -> Medida:
    conexion = http.client.HTTPConnection("127.0.0.1", PUERTO)
    for camino in caminos[:8]:
        pedir(conexion, camino)
    tiempos = [pedir(conexion, c)[0] for c in (caminos * MUESTRAS)[:MUESTRAS]]
    return _medida(tiempos, sum(tiempos) / 1000)


def con_varias_personas(caminos: list[str], segundos: float) -> Medida:
    """Ocho procesos que piden sin descanso, cada uno con su conexión."""
    with multiprocessing.get_context("fork").Pool(PERSONAS) as personas:
        inicio = time.monotonic()
        partes = personas.starmap(
            _insistir, [(caminos, segundos, numero) for numero in range(PERSONAS)]
        )
        duracion = time.monotonic() - inicio
    return _medida([t for parte in partes for t in parte], min(duracion, segundos * 1.5))


def _insistir(caminos: list[str], segundos: float, numero: int) -> list[float]:
    azar = random.Random(numero)  # noqa: S311
    conexion = http.client.HTTPConnection("127.0.0.1", PUERTO)
    limite, tiempos = time.monotonic() + segundos, []
    while time.monotonic() < limite:
        tiempos.append(pedir(conexion, azar.choice(caminos))[0])
    return tiempos


def _medida(tiempos: list[float], duracion: float) -> Medida:
    cortes = statistics.quantiles(tiempos, n=20)
    return Medida(len(tiempos) / duracion, statistics.median(tiempos), cortes[18])


def con_wrk(url: str, segundos: float, carpeta: Path) -> tuple[float, float]:
    """Páginas por segundo y p95 en milisegundos, con ocho conexiones."""
    guion = carpeta / "reporte.lua"
    guion.write_text(_REPORTE_DE_WRK)
    salida = subprocess.run(
        ["wrk", "-t1", f"-c{PERSONAS}", f"-d{segundos:.0f}s", "-s", guion, url],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    medido = re.search(r"MEDIDO ([\d.]+) ([\d.]+)", salida)
    if medido is None or "Non-2xx" in salida:
        raise RuntimeError(salida)
    return float(medido[1]), float(medido[2])


# --- Servirlas --------------------------------------------------------------------------------
@contextmanager
def portal(cache: int) -> Iterator[None]:
    """El portal con dos procesos, uno por núcleo; `cache` son los segundos que vive una página."""
    proceso = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
         str(PUERTO), "--workers", "2", "--blocking-threads", "4", "--log-level", "warning",
         "conoceles.wsgi:application"],
        cwd=RAIZ,
        env={
            **os.environ,
            "CACHE_PUBLICO_SEGUNDOS": str(cache),
            "API_PETICIONES_POR_MINUTO": "9" * 6,
        },
    )  # fmt: skip
    try:
        _esperar(lambda: pedir(http.client.HTTPConnection("127.0.0.1", PUERTO), "/salud/"))
        yield
    finally:
        proceso.terminate()
        proceso.wait(10)


@contextmanager
def nginx(carpeta: Path, pagina: bytes) -> Iterator[str]:
    """Da la dirección de un archivo con ese contenido."""
    (carpeta / "pagina.html").write_bytes(pagina)
    ajustes = carpeta / "nginx.conf"
    texto = _NGINX.format(carpeta=carpeta, puerto=PUERTO_DE_NGINX)
    ajustes.write_text(("user root;\n" if os.geteuid() == 0 else "") + texto)
    orden = [_nginx() or "nginx", "-c", ajustes, "-e", carpeta / "error.log", "-p", carpeta]
    proceso = subprocess.Popen([*orden, "-g", "daemon off;"])
    url = f"http://127.0.0.1:{PUERTO_DE_NGINX}/pagina.html"
    try:
        conexion = http.client.HTTPConnection("127.0.0.1", PUERTO_DE_NGINX)
        _esperar(lambda: pedir(conexion, "/pagina.html"))
        yield url
    finally:
        proceso.terminate()
        proceso.wait(10)


def _nginx() -> str | None:
    return shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")


def _esperar(pregunta: Callable[[], object], segundos: float = 30) -> None:
    limite = time.monotonic() + segundos
    while True:
        try:
            pregunta()
        except OSError:
            if time.monotonic() > limite:
                raise
            time.sleep(0.1)
        else:
            return


# --- La corrida -------------------------------------------------------------------------------
def medir(tamano: int, segundos: float, *, con_cache: bool) -> dict[str, Medida]:
    from conoceles import embebidos

    with tempfile.TemporaryDirectory() as carpeta, embebidos.temporales() as servidores:
        os.environ.update(servidores, CONOCELES_DATOS=carpeta)
        # En otro proceso: el siguiente tamaño tendrá otra base, y Django solo lee una.
        contexto = multiprocessing.get_context("fork")
        with contexto.Pool(1) as aparte:
            paginas = aparte.apply(_preparar, (tamano,))
        print(f"\n{tamano:,} candidaturas, sin caché de páginas (milisegundos)\n")
        print("| Página | p50, una persona | p95 | 8 personas: por segundo | p95 |")
        print("|---|---|---|---|---|", flush=True)
        medidas = {}
        with portal(cache=0):
            for clase, caminos in paginas.items():
                una = medidas[clase] = con_una_persona(caminos)
                ocho = con_varias_personas(caminos, segundos)
                print(
                    f"| {clase} | {una.p50:.1f} | {una.p95:.1f} "
                    f"| {ocho.por_segundo:.0f} | {ocho.p95:.0f} |",
                    flush=True,
                )
        if con_cache:
            _con_cache(paginas, segundos, Path(carpeta))
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


def _con_cache(paginas: dict[str, list[str]], segundos: float, carpeta: Path) -> None:
    faltan = [n for n, ruta in (("nginx", _nginx()), ("wrk", shutil.which("wrk"))) if not ruta]
    if faltan:
        print("\n" + "!" * 79)
        print(f"!! FALTA {' y '.join(faltan)}: no se midió la caché junto a nginx.")
        print("!" * 79, flush=True)
        return
    print("\nCon caché de páginas, 8 conexiones de wrk, junto a nginx en la misma corrida\n")
    print("| Página | KB | Portal: por segundo | p95 ms | nginx: por segundo | Proporción |")
    print("|---|---|---|---|---|---|", flush=True)
    with portal(cache=600):
        for clase in LIMITES:
            camino = paginas[clase][0]
            conexion = http.client.HTTPConnection("127.0.0.1", PUERTO)
            pedir(conexion, camino)
            _, cuerpo = pedir(conexion, camino)
            with nginx(carpeta, cuerpo) as estatico:
                del_portal, p95 = con_wrk(f"http://127.0.0.1:{PUERTO}{camino}", segundos, carpeta)
                de_nginx, _ = con_wrk(estatico, segundos, carpeta)
            print(
                f"| {clase} | {len(cuerpo) / 1024:.0f} | {del_portal:.0f} | {p95:.1f} "
                f"| {de_nginx:.0f} | {del_portal / de_nginx:.2f} |",
                flush=True,
            )


def main() -> int:
    lector = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lector.add_argument("--tamanos", type=int, nargs="+", default=[2_000, 200_000])
    lector.add_argument("--segundos", type=float, default=6, help="de cada medida con 8 personas")
    opciones = lector.parse_args()
    python = entorno.preparar()
    if Path(sys.prefix) != entorno.ENTORNO:
        os.execv(python, [str(python), "-m", "scripts.bench_portal", *sys.argv[1:]])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.settings.demo")
    print(f"Carga de la máquina al empezar: {' '.join(f'{c:.1f}' for c in os.getloadavg())}")
    medidas = {}
    for numero, tamano in enumerate(opciones.tamanos):
        medidas[tamano] = medir(tamano, opciones.segundos, con_cache=numero == 0)
    print(f"\nCarga de la máquina al terminar: {' '.join(f'{c:.1f}' for c in os.getloadavg())}")
    return 1 if _juzgar(medidas) else 0


def _juzgar(medidas: dict[int, dict[str, Medida]]) -> list[str]:
    """Lo que pasa de lo prometido, dicho en la terminal."""
    menor = medidas[min(medidas)]
    fallas = [
        f"{clase}: {menor[clase].p50:.1f} ms y el límite es {limite}"
        for clase, limite in LIMITES.items()
        if menor[clase].p50 > limite
    ]
    for tamano, suyas in medidas.items():
        for clase, medida in suyas.items():
            veces = medida.p50 / menor[clase].p50
            if veces > VECES_MAS_LENTA:
                fallas.append(f"{clase}: con {tamano:,} tarda {veces:.1f} veces más")
    print("\n" + ("\n".join(f"NO CUMPLE. {falla}" for falla in fallas) or "Todo cumple."))
    return fallas


if __name__ == "__main__":
    sys.exit(main())
