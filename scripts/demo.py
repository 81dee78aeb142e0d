"""`make demo`: revisa, hace el entorno y tiene corriendo la demostración completa.

Empieza con el Python de la máquina (solo biblioteca estándar) y, hecho el entorno, sigue con el
suyo. Este proceso cuida a los demás: si uno muere lo dice y detiene todo; si lo matan a él, el
sistema operativo avisa a los demás para que terminen.
"""

import argparse
import ctypes
import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scripts import comprobaciones, entorno
from scripts.comprobaciones import CANDADO
from scripts.entorno import RAIZ, NoSePuede

PR_SET_PDEATHSIG = 1
SEGUNDOS_PARA_RESPONDER = 90
SEGUNDOS_PARA_TERMINAR = 6


class Detenida(BaseException):
    """Alguien pidió detener la demostración: Ctrl-C, SIGTERM o se cerró la terminal."""


def _pedir_alto(numero: int, _marco) -> None:
    # Ya se está deteniendo: una segunda señal no debe cortar la limpieza.
    for senal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(senal, signal.SIG_IGN)
    raise Detenida


# --- Los procesos ----------------------------------------------------------------------------
_libc = ctypes.CDLL(None)


def _morir_con_el_padre() -> None:
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Procesos:
    """Los hijos de la demostración, cada uno en su sesión y con su registro."""

    def __init__(self, datos: Path, ambiente: dict[str, str]) -> None:
        self.datos = datos
        self.ambiente = ambiente
        self.hijos: dict[str, subprocess.Popen] = {}

    def registro(self, nombre: str) -> Path:
        return self.datos / "registros" / f"{nombre}.log"

    def lanzar(self, nombre: str, *orden: str) -> None:
        with self.registro(nombre).open("ab") as registro:
            self.hijos[nombre] = subprocess.Popen(
                [sys.executable, "-m", *orden],
                cwd=RAIZ,
                env=self.ambiente,
                stdin=subprocess.DEVNULL,
                stdout=registro,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_morir_con_el_padre,
            )
        anotados = [(hijo.pid, comprobaciones.inicio_de(hijo.pid)) for hijo in self.hijos.values()]
        (self.datos / "procesos.json").write_text(json.dumps(anotados))

    def revisar(self) -> None:
        """Falla, con el final de su registro, si alguno terminó."""
        for nombre, hijo in self.hijos.items():
            if hijo.poll() is not None:
                raise NoSePuede(
                    f"El proceso «{nombre}» terminó (código {hijo.returncode}). "
                    f"Final de {self.registro(nombre)}:\n{_cola(self.registro(nombre))}"
                )

    def terminar(self) -> None:
        for hijo in self.hijos.values():
            _senalar(hijo, signal.SIGTERM, grupo=False)
        limite = time.monotonic() + SEGUNDOS_PARA_TERMINAR
        while time.monotonic() < limite and not all(map(_termino, self.hijos.values())):
            time.sleep(0.05)
        for hijo in self.hijos.values():
            # También a lo que el hijo haya dejado en su sesión.
            _senalar(hijo, signal.SIGKILL, grupo=True)
            hijo.wait()
        (self.datos / "procesos.json").unlink(missing_ok=True)


def _termino(hijo: subprocess.Popen) -> bool:
    # Sin recogerlo: mientras nadie lo recoja, su número no puede ser de otro proceso.
    if hijo.returncode is not None:
        return True
    return os.waitid(os.P_PID, hijo.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _senalar(hijo: subprocess.Popen, senal: signal.Signals, *, grupo: bool) -> None:
    try:
        (os.killpg if grupo else os.kill)(hijo.pid, senal)
    except ProcessLookupError:
        return


def _cola(registro: Path, renglones: int = 25) -> str:
    return "\n".join(registro.read_text(errors="replace").splitlines()[-renglones:])


# --- Con el Python de la máquina -------------------------------------------------------------
def primera_parte(datos: Path, puerto: int) -> None:
    comprobaciones.revisar(datos, puerto)
    signal.signal(signal.SIGTERM, entorno.salir_con_orden)
    python = entorno.preparar()
    os.execv(python, [str(python), "-m", "scripts.demo", "--servir", *sys.argv[1:]])


# --- Con el Python del entorno ---------------------------------------------------------------
@contextmanager
def _unica(datos: Path, puerto: int):
    """Candado de la demostración: el sistema lo suelta aunque este proceso muera de golpe."""
    with (datos / CANDADO).open("a+") as archivo:
        try:
            fcntl.flock(archivo, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NoSePuede("La demostración ya está corriendo.") from None
        archivo.truncate(0)
        archivo.write(f"http://127.0.0.1:{puerto} (proceso {os.getpid()})")
        archivo.flush()
        yield


def limpiar(datos: Path) -> None:
    """Borra los datos de la demostración; nunca algo que no sea nuestro o que esté en uso."""
    from conoceles import embebidos

    if embebidos.en_uso(datos):
        raise NoSePuede(f"Hay un proceso que usa los datos de {datos}: espere a que termine.")
    embebidos.detener_abandonados(datos)
    for hijo in datos.iterdir():
        if hijo.name in {embebidos.MARCA, CANDADO}:
            continue
        if hijo.is_dir() and not hijo.is_symlink():
            shutil.rmtree(hijo)
        else:
            hijo.unlink()
    print(f"Se borraron los datos de {datos}.", flush=True)


def segunda_parte(datos: Path, puerto: int, *, limpia: bool) -> None:
    from conoceles import embebidos

    if limpia and datos.exists() and not (datos / embebidos.MARCA).exists():
        raise NoSePuede(f"{datos} no es de la demostración (le falta {embebidos.MARCA}).")
    try:
        datos = embebidos.preparar_carpeta(datos)
        with _unica(datos, puerto):
            if limpia:
                limpiar(datos)
                embebidos.preparar_carpeta(datos)
            servir(datos, puerto)
    except embebidos.ErrorDeArranque as error:
        raise NoSePuede(str(error)) from error


def servir(datos: Path, puerto: int) -> None:
    from conoceles import embebidos

    inicio = time.monotonic()
    with embebidos.servidores(datos) as direcciones:
        ambiente = {
            **os.environ,
            **direcciones,
            "DJANGO_SETTINGS_MODULE": "conoceles.settings.demo",
            "CONOCELES_DATOS": str(datos),
            "PUERTO": str(puerto),
            "SALUD_URL": f"http://127.0.0.1:{puerto}/salud/",
        }
        _preparar_si_hace_falta(datos, ambiente)
        escribir_reloj(datos / "reloj.env", ambiente["DATABASE_URL"])
        ambiente.update(embebidos.leer_variables(datos / "reloj.env"))
        procesos = Procesos(datos, ambiente)
        try:
            _lanzar_web_y_trabajador(procesos, puerto)
            _esperar_salud(procesos, puerto)
            _lanzar_agenda(procesos)
            _anunciar(datos, puerto, time.monotonic() - inicio)
            while True:
                procesos.revisar()
                time.sleep(0.5)
        finally:
            procesos.terminar()


def _preparar_si_hace_falta(datos: Path, ambiente: dict[str, str]) -> None:
    """Arrancar otra vez con el mismo código y en los servidores de aquí no tiene nada que preparar,
    y cargar Django para saberlo tarda la mitad del arranque."""
    marca, huella = datos / "preparada", huella_del_codigo()
    propios = not {"DATABASE_URL", "REDIS_URL"} & os.environ.keys()
    if propios and marca.is_file() and marca.read_text() == huella:
        return
    marca.unlink(missing_ok=True)
    _preparar(ambiente)
    marca.write_text(huella)


def huella_del_codigo() -> str:
    """Cambia si cambia, aparece o desaparece un archivo del proyecto o del entorno."""
    suma = hashlib.sha256(entorno.huella().encode())
    for carpeta in ("candidaturas", "captura", "conoceles", "informes", "static", "templates"):
        for archivo in sorted((RAIZ / carpeta).rglob("*")):
            if archivo.is_file() and archivo.suffix != ".pyc":
                dato = archivo.stat()
                suma.update(f"{archivo} {dato.st_size} {dato.st_mtime_ns}\n".encode())
    return suma.hexdigest()


def escribir_reloj(ruta: Path, base: str) -> None:
    """El reloj de la demostración arranca tras el último acto y nunca antes del 30 de mayo de 2023.

    Así lo que alguien haga hoy cae en la campaña de 2023 y en el informe de junio.
    """
    import psycopg

    with psycopg.connect(base) as conexion:
        ultimo = conexion.execute("SELECT max(registrado_en) FROM captura_acto").fetchone()[0]
    inicio = datetime(2023, 5, 30, 9, tzinfo=ZoneInfo("America/Mexico_City"))
    if ultimo:
        inicio = max(inicio, ultimo + timedelta(minutes=1))
    desfase = int((inicio - datetime.now(UTC)).total_seconds())
    ruta.write_text(f"RELOJ_DESFASE_SEGUNDOS={desfase}\n", encoding="utf-8")


def _preparar(ambiente: dict[str, str]) -> None:
    """Migraciones, archivos estáticos y datos: un solo proceso de Django."""
    orden = [sys.executable, "manage.py", "preparar_demo"]
    hijo = subprocess.Popen(
        orden,
        cwd=RAIZ,
        env=ambiente,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_morir_con_el_padre,
    )
    try:
        codigo = hijo.wait()
    finally:
        if hijo.returncode is None:
            _senalar(hijo, signal.SIGKILL, grupo=True)
            hijo.wait()
    if codigo:
        raise NoSePuede(f"No se pudieron preparar los datos (código {codigo}); vea arriba por qué.")


def _lanzar_web_y_trabajador(procesos: Procesos, puerto: int) -> None:
    procesos.lanzar(
        "web", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(puerto),
        "--workers", "1", "--blocking-threads", "8", "conoceles.wsgi:application",
    )  # fmt: skip
    procesos.lanzar(
        "trabajador", "celery", "-A", "conoceles", "worker", "--loglevel", "INFO",
        "--concurrency", "1", "--without-mingle", "--without-gossip",
    )  # fmt: skip


def _lanzar_agenda(procesos: Procesos) -> None:
    # La última: la primera página no la necesita y arrancar a la vez haría más lentas a las otras.
    procesos.lanzar(
        "agenda", "celery", "-A", "conoceles", "beat", "--loglevel", "INFO", "--pidfile", "",
        "--schedule", str(procesos.datos / "agenda"),
    )  # fmt: skip


def _esperar_salud(procesos: Procesos, puerto: int) -> None:
    # Directo a esta máquina, aunque haya un proxy en las variables de entorno.
    abrir = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
    limite = time.monotonic() + SEGUNDOS_PARA_RESPONDER
    respuesta = "sin respuesta"
    while time.monotonic() < limite:
        procesos.revisar()
        try:
            with abrir(f"http://127.0.0.1:{puerto}/salud/", timeout=5):
                return
        except urllib.error.HTTPError as error:
            respuesta = f"{error.code} {error.read(500).decode(errors='replace')}"
        except OSError as error:
            respuesta = str(error)
        time.sleep(0.2)
    raise NoSePuede(
        f"La demostración no respondió en {SEGUNDOS_PARA_RESPONDER} s ({respuesta}). "
        f"Final de {procesos.registro('web')}:\n{_cola(procesos.registro('web'))}"
    )


def _anunciar(datos: Path, puerto: int, segundos: float) -> None:
    cuentas = datos / "cuentas.txt"
    print(f"\nLista en {segundos:.1f} s. DEMOSTRACIÓN: personas ficticias.\n")
    print(f"  Portal público    http://127.0.0.1:{puerto}/   http://localhost:{puerto}/")
    print(f"  Captura           http://127.0.0.1:{puerto}/captura/")
    print(f"  Informes          http://127.0.0.1:{puerto}/informes/")
    print(f"  Registros         {datos / 'registros'}\n")
    if cuentas.is_file():
        print(cuentas.read_text().rstrip() + "\n")
    print(
        "Ctrl-C la detiene. Los datos se conservan; `make demo-limpia` empieza de nuevo.",
        flush=True,
    )


def main() -> int:
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument(
        "--limpia", action="store_true", help="borra los datos y empieza de nuevo"
    )
    opciones.add_argument("--servir", action="store_true", help=argparse.SUPPRESS)
    pedido = opciones.parse_args()
    try:
        datos, puerto = comprobaciones.carpeta_de_datos(), comprobaciones.puerto_pedido()
        if not pedido.servir:
            primera_parte(datos, puerto)
        for senal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(senal, _pedir_alto)
        segunda_parte(datos, puerto, limpia=pedido.limpia)
    except Detenida:
        print("\nDemostración detenida.", flush=True)
    except KeyboardInterrupt:
        return 130
    except NoSePuede as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
