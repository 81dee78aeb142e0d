"""Lo que se revisa antes de tocar nada; solo con la biblioteca estándar.

Cada comprobación que falla lanza `NoSePuede` con una oración: qué pasa y qué hacer.
"""

import errno
import fcntl
import json
import os
import shutil
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path

from scripts.entorno import ENTORNO, RAIZ, NoSePuede

# El entorno de Python ocupa unos 750 MB; PostgreSQL vacío y los datos de la demostración, unos 150.
MB_PARA_EL_ENTORNO = 1200
MB_PARA_LOS_DATOS = 400
CANDADO = "demo.cerrojo"


def puerto_pedido() -> int:
    """El de la variable PUERTO, o 8000."""
    pedido = os.environ.get("PUERTO") or "8000"
    if not pedido.isdigit() or not 1 <= int(pedido) <= 65535:
        raise NoSePuede(f"PUERTO={pedido} no es un puerto: use un número de 1 a 65535.")
    return int(pedido)


def carpeta_de_datos() -> Path:
    """La de la variable CONOCELES_DATOS, o `.datos` en el proyecto."""
    pedida = os.environ.get("CONOCELES_DATOS")
    return Path(pedida).expanduser().resolve() if pedida else RAIZ / ".datos"


def puerto_libre(puerto: int) -> None:
    for familia, direccion in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(familia) as enchufe:
                enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                enchufe.bind((direccion, puerto))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise NoSePuede(
                    f"El puerto {puerto} está ocupado: libérelo o use otro, por ejemplo "
                    f"`make demo PUERTO={puerto % 65535 + 1}`."
                ) from None
            # Una máquina sin IPv6 no tiene quien ocupe el puerto ahí.
            if familia == socket.AF_INET:
                raise NoSePuede(f"No se puede usar el puerto {puerto}: {error.strerror}.") from None


def _existente(ruta: Path) -> Path:
    while not ruta.exists():
        ruta = ruta.parent
    return ruta


def se_puede_escribir(datos: Path) -> None:
    lugares = [_existente(datos)]
    if not ENTORNO.exists():
        lugares.append(RAIZ)
    if datos.is_dir():
        lugares += [hijo for hijo in (datos / "registros", datos / "redis") if hijo.exists()]
        pgdata = datos / "postgres"
        if os.geteuid() != 0 and pgdata.exists() and pgdata.stat().st_uid != os.geteuid():
            raise NoSePuede(
                f"Los datos de {datos} son de otro usuario: bórrelos con ese usuario o use otra "
                "carpeta con CONOCELES_DATOS."
            )
    for lugar in lugares:
        if not lugar.is_dir():
            raise NoSePuede(f"{lugar} tendría que ser una carpeta y no lo es.")
        if not os.access(lugar, os.W_OK | os.X_OK):
            raise NoSePuede(
                f"No se puede escribir en {lugar}: revise sus permisos o use otra carpeta."
            )


def hay_disco(datos: Path) -> None:
    necesarios = MB_PARA_LOS_DATOS + (0 if ENTORNO.exists() else MB_PARA_EL_ENTORNO)
    necesarios = int(os.environ.get("DISCO_MINIMO_MB") or necesarios)
    lugar = _existente(datos)
    libres = shutil.disk_usage(lugar).free // 2**20
    if libres < necesarios:
        raise NoSePuede(
            f"Hay {libres} MB libres en el disco de {lugar} y hacen falta {necesarios} MB."
        )


def nadie_la_tiene_corriendo(datos: Path) -> None:
    candado = datos / CANDADO
    try:
        archivo = candado.open()
    except OSError:
        return
    with archivo:
        try:
            fcntl.flock(archivo, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            quien = archivo.read().strip() or "http://127.0.0.1"
            raise NoSePuede(f"La demostración ya está corriendo en {quien}.") from None


def terminar_restos(datos: Path) -> None:
    """Acaba con los procesos que dejó una demostración muerta de golpe (`kill -9`).

    Solo con esos: el número de proceso y el momento en que empezó tienen que coincidir.
    """
    try:
        anotados = json.loads((datos / "procesos.json").read_text())
    except (OSError, ValueError):
        return
    for senal in (signal.SIGTERM, signal.SIGKILL):
        vivos = [pid for pid, inicio in anotados if inicio_de(pid) == inicio]
        for pid in vivos:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, senal)
        limite = time.monotonic() + 4
        while vivos and time.monotonic() < limite:
            time.sleep(0.1)
            vivos = [pid for pid, inicio in anotados if inicio_de(pid) == inicio]


def inicio_de(pid: int) -> str:
    """Momento en que empezó un proceso; vacío si ya no vive."""
    try:
        campos = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if campos[0] == "Z" else campos[19]


def revisar(datos: Path, puerto: int) -> None:
    """Todas, en el orden en que ayudan más a quien lee."""
    nadie_la_tiene_corriendo(datos)
    se_puede_escribir(datos)
    hay_disco(datos)
    terminar_restos(datos)
    puerto_libre(puerto)
