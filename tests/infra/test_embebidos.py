"""Los servidores embebidos: compartir, detener, adoptar y arrancar en cualquier carpeta."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
import redis

from conoceles import embebidos
from conoceles.embebidos import postgres
from conoceles.embebidos import redis as redis_embebido
from conoceles.embebidos.lugares import carpeta_de_sockets
from conoceles.embebidos.usuario import cuenta_para

RAIZ = Path(__file__).resolve().parent.parent.parent
QUIEN_USA = """
import sys
from pathlib import Path
from conoceles import embebidos
with embebidos.servidores(Path(sys.argv[1]), durable=False) as urls:
    print(urls["DATABASE_URL"], flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def datos(monkeypatch):
    """Una carpeta para servidores propios, fuera de las que solo puede leer quien prueba."""
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")
    carpeta = Path(tempfile.mkdtemp(prefix="conoceles-infra-"))
    carpeta.chmod(0o711)
    yield carpeta / "datos"
    if (carpeta / "datos").exists():
        embebidos.detener_abandonados(carpeta / "datos")
    shutil.rmtree(carpeta)


@pytest.fixture(scope="module")
def cumulo():
    """Un cúmulo de PostgreSQL creado y apagado, que cada prueba copia: crearlo tarda segundos."""
    carpeta = Path(tempfile.mkdtemp(prefix="conoceles-infra-"))
    carpeta.chmod(0o711)
    with pytest.MonkeyPatch.context() as parche:
        parche.delenv("DATABASE_URL")
        parche.delenv("REDIS_URL")
        with embebidos.servidores(carpeta / "datos", durable=False):
            pass
    yield carpeta / "datos" / "postgres"
    shutil.rmtree(carpeta)


@pytest.fixture
def con_cumulo(datos, cumulo):
    """`datos`, ya usada antes."""
    embebidos.preparar_carpeta(datos)
    # Con su dueño y sus permisos: PostgreSQL no arranca con otros.
    subprocess.run(["cp", "-a", cumulo, datos / "postgres"], check=True)
    return datos


def usar_en_otro_proceso(datos: Path) -> subprocess.Popen:
    proceso = subprocess.Popen(
        [sys.executable, "-c", QUIEN_USA, str(datos)],
        cwd=RAIZ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert proceso.stdout.readline().startswith("postgresql://")
    return proceso


def soltar(proceso: subprocess.Popen) -> None:
    proceso.communicate("\n", timeout=30)


def responde(datos: Path) -> bool:
    return postgres.responde(datos) and redis_embebido.responde(carpeta_de_sockets(datos))


def numero_del_servidor(datos: Path) -> int:
    return int((datos / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0])


def test_los_servidores_son_los_de_verdad_y_conservan_los_datos(datos):
    with embebidos.servidores(datos, durable=False) as urls:
        with psycopg.connect(urls["DATABASE_URL"]) as conexion:
            conexion.execute("CREATE EXTENSION unaccent")
            conexion.execute("CREATE EXTENSION pg_trgm")
            conexion.execute("CREATE TABLE nota AS SELECT 'ñandú' AS texto")
            assert conexion.execute("SELECT unaccent('PEÑA'), upper('ñ')").fetchone() == (
                "PENA",
                "Ñ",
            )
            assert conexion.info.server_version // 10_000 == 18
        with redis.from_url(urls["REDIS_URL"]) as cliente:
            assert cliente.ping()
    assert not responde(datos)
    with (
        embebidos.servidores(datos, durable=False) as urls,
        psycopg.connect(urls["DATABASE_URL"]) as conexion,
    ):
        assert conexion.execute("SELECT texto FROM nota").fetchone() == ("ñandú",)


def test_el_rol_de_la_base_no_es_superusuario(con_cumulo):
    datos = con_cumulo
    with (
        embebidos.servidores(datos, durable=False) as urls,
        psycopg.connect(urls["DATABASE_URL"]) as conexion,
    ):
        fila = conexion.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert fila.fetchone() == (False,)


def test_la_demostracion_no_renuncia_a_la_durabilidad(con_cumulo):
    datos = con_cumulo
    with (
        embebidos.servidores(datos) as urls,
        psycopg.connect(urls["DATABASE_URL"]) as conexion,
    ):
        for ajuste in postgres.SIN_DURABILIDAD:
            assert conexion.execute(f"SHOW {ajuste}").fetchone() == ("on",)


def test_varios_procesos_comparten_y_el_ultimo_apaga(con_cumulo):
    datos = con_cumulo
    primero = usar_en_otro_proceso(datos)
    servidor = numero_del_servidor(datos)
    segundo = usar_en_otro_proceso(datos)
    assert numero_del_servidor(datos) == servidor
    soltar(primero)
    assert responde(datos), "lo apagó quien no era el último"
    assert embebidos.en_uso(datos)
    soltar(segundo)
    assert not responde(datos)
    assert not embebidos.en_uso(datos)
    assert not carpeta_de_sockets(datos).exists()


def test_dos_que_llegan_a_la_vez_levantan_un_solo_servidor(datos):
    orden = [sys.executable, "-c", QUIEN_USA, str(datos)]
    procesos = [
        subprocess.Popen(orden, cwd=RAIZ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    urls = {proceso.stdout.readline() for proceso in procesos}
    assert len(urls) == 1
    assert urls.pop().startswith("postgresql://")
    for proceso in procesos:
        soltar(proceso)
    assert [proceso.returncode for proceso in procesos] == [0, 0, 0, 0]
    assert not responde(datos)


def test_lo_que_deja_un_proceso_muerto_de_golpe_se_adopta_y_se_apaga(con_cumulo):
    datos = con_cumulo
    victima = usar_en_otro_proceso(datos)
    servidor = numero_del_servidor(datos)
    victima.kill()
    victima.communicate()
    assert responde(datos), "sin este resto la prueba no prueba nada"
    with embebidos.servidores(datos, durable=False):
        assert numero_del_servidor(datos) == servidor
    assert not responde(datos)


def test_si_muere_el_servidor_el_siguiente_lo_levanta(con_cumulo):
    datos = con_cumulo
    with embebidos.servidores(datos, durable=False):
        os.kill(numero_del_servidor(datos), signal.SIGKILL)
    with (
        embebidos.servidores(datos, durable=False) as urls,
        psycopg.connect(urls["DATABASE_URL"]) as conexion,
    ):
        assert conexion.execute("SELECT 1").fetchone() == (1,)


def test_un_postmaster_pid_con_numero_ajeno_no_estorba(con_cumulo):
    datos = con_cumulo
    with embebidos.servidores(datos, durable=False):
        renglones = (datos / "postgres" / "postmaster.pid").read_text().split("\n")
    # Tras un apagón, el número puede ser ya de otro programa de la misma persona.
    ajeno = subprocess.Popen(
        ["cat"],
        cwd="/",
        stdin=subprocess.PIPE,
        **cuenta_para(datos / "postgres").opciones(),
    )
    renglones[0] = str(ajeno.pid)
    (datos / "postgres" / "postmaster.pid").write_text("\n".join(renglones))
    with embebidos.servidores(datos, durable=False):
        assert responde(datos)
    ajeno.communicate(b"\n")


def test_una_carpeta_muy_honda_tambien_sirve(datos):
    honda = datos / ("x" * 60) / ("carpeta con espacios " + "y" * 40)
    with embebidos.servidores(honda, durable=False):
        assert responde(honda)
        assert not carpeta_de_sockets(honda).is_relative_to(honda)
    assert not carpeta_de_sockets(honda).exists()


def test_nadie_mas_entra_a_la_carpeta_de_los_sockets(con_cumulo):
    datos = con_cumulo
    with embebidos.servidores(datos, durable=False):
        assert carpeta_de_sockets(datos).stat().st_mode & 0o777 == 0o700


def test_un_servidor_dado_por_el_ambiente_se_respeta(datos, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://otra/base")
    monkeypatch.setenv("REDIS_URL", "redis://otro/1")
    monkeypatch.setenv("LLAVES_IDENTIDAD", "una:llave")
    with embebidos.servidores(datos) as urls:
        assert urls == {
            "DATABASE_URL": "postgresql://otra/base",
            "REDIS_URL": "redis://otro/1",
            "LLAVES_IDENTIDAD": "una:llave",
        }
    assert not datos.exists()


def test_datos_de_otra_version_de_postgresql_se_dicen_en_una_oracion(con_cumulo):
    datos = con_cumulo
    with embebidos.servidores(datos, durable=False):
        pass
    (datos / "postgres" / "PG_VERSION").write_text("15\n")
    with (
        pytest.raises(embebidos.ErrorDeArranque, match="son de PostgreSQL 15"),
        embebidos.servidores(datos, durable=False),
    ):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="solo root cambia de usuario para PostgreSQL")
def test_siendo_root_basta_permiso_de_paso_y_solo_para_ese_usuario(datos):
    cerrada = datos.parent / "cerrada"
    cerrada.mkdir(mode=0o700)
    with embebidos.servidores(cerrada / "datos", durable=False):
        assert responde(cerrada / "datos")
    ajeno = {"user": 65534, "group": 65534, "extra_groups": []}
    permiso = subprocess.run(["test", "-x", str(cerrada)], check=False, cwd="/", **ajeno)
    assert permiso.returncode != 0, "se abrió la carpeta a todo el mundo"
