"""Servir el portal y nginx, y pedirles páginas con una y con ocho personas a la vez."""

import http.client
import multiprocessing
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from scripts.entorno import RAIZ

PERSONAS = 8
MUESTRAS = 60
# Una respuesta que tarda más cuenta como falla.
ESPERA = 15
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
    """Páginas por segundo, milisegundos y cuántas peticiones no se respondieron bien."""

    por_segundo: float
    p50: float
    p95: float
    fallas: int = 0


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


def conexion(puerto: int = PUERTO) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", puerto, timeout=ESPERA)


def con_una_persona(caminos: list[str]) -> Medida:
    abierta = conexion()
    tiempos, fallas = [], 0
    for camino in (caminos * (MUESTRAS + 8))[: MUESTRAS + 8]:
        inicio = time.perf_counter()
        try:
            pedir(abierta, camino)
        except (RuntimeError, OSError):
            fallas += 1
            abierta.close()
        tiempos.append((time.perf_counter() - inicio) * 1000)
    # Las primeras ocho calientan.
    return _medida(tiempos[8:], sum(tiempos[8:]) / 1000)._replace(fallas=fallas)


def con_varias_personas(caminos: list[str], segundos: float) -> Medida:
    """Ocho procesos que piden sin descanso, cada uno con su conexión."""
    with multiprocessing.get_context("fork").Pool(PERSONAS) as personas:
        inicio = time.monotonic()
        partes = personas.starmap(
            _insistir, [(caminos, segundos, numero) for numero in range(PERSONAS)]
        )
        duracion = time.monotonic() - inicio
    tiempos = [t for parte, _ in partes for t in parte]
    fallas = sum(fallas for _, fallas in partes)
    return _medida(tiempos, min(duracion, segundos * 1.5))._replace(fallas=fallas)


def _insistir(caminos: list[str], segundos: float, numero: int) -> tuple[list[float], int]:
    azar = random.Random(numero)  # noqa: S311
    abierta = conexion()
    limite, tiempos, fallas = time.monotonic() + segundos, [], 0
    while time.monotonic() < limite:
        try:
            tiempos.append(pedir(abierta, azar.choice(caminos))[0])
        except (RuntimeError, OSError, http.client.HTTPException):
            fallas += 1
            abierta.close()
    return tiempos, fallas


def _medida(tiempos: list[float], duracion: float) -> Medida:
    if len(tiempos) < 2:
        return Medida(len(tiempos) / duracion, float("inf"), float("inf"))
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
        timeout=segundos + 30,
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
        _esperar(lambda: pedir(conexion(), "/robots.txt"))
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
    orden = [ruta_de_nginx() or "nginx", "-c", ajustes, "-e", carpeta / "error.log", "-p", carpeta]
    proceso = subprocess.Popen([*orden, "-g", "daemon off;"])
    url = f"http://127.0.0.1:{PUERTO_DE_NGINX}/pagina.html"
    try:
        _esperar(lambda: pedir(conexion(PUERTO_DE_NGINX), "/pagina.html"))
        yield url
    finally:
        proceso.terminate()
        proceso.wait(10)


def ruta_de_nginx() -> str | None:
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
