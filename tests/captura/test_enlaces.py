"""Seguir enlaces sin que nos manden a donde no debemos: servidores de verdad, en esta máquina."""

import ipaddress
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from captura import enlaces
from captura.enlaces import comprobar, es_publica
from captura.models import Cuestionario, EnlaceComprobado
from captura.servicios.enlaces import comprobar_enlaces, por_comprobar
from conoceles.comun import reloj


class Servidor(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, ip):
        super().__init__((ip, 0), Contestador)
        self.pedidos = []
        self.destino = ""


class Contestador(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.pedidos.append((self.path, self.headers["Host"]))
        if self.path == "/lento":
            time.sleep(2)  # un servidor que tarda más de lo que se le espera
        estado = {"/": 200, "/lento": 200, "/no-esta": 404, "/prohibido": 403, "/error": 500}
        self.send_response(estado.get(self.path, 302))
        if self.path not in estado:
            self.send_header("Location", self.server.destino)
        self.end_headers()
        if self.path == "/":
            self.wfile.write(b"x" * 1_000_000)

    def log_message(self, *args):
        pass


def servir(ip):
    servidor = Servidor(ip)
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    return servidor


@pytest.fixture
def servidor():
    uno = servir("127.0.0.1")
    yield uno
    uno.shutdown()
    uno.server_close()


@pytest.fixture
def publico(servidor, monkeypatch):
    """Para estas pruebas, 127.0.0.1 hace de red pública y su puerto, de puerto 80."""
    monkeypatch.setattr(enlaces, "es_publica", lambda ip: str(ip) == "127.0.0.1")
    monkeypatch.setitem(enlaces.PUERTOS, "http", servidor.server_port)
    return servidor


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254",
        "0.0.0.0",  # noqa: S104
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_lo_que_no_es_de_la_red_publica_no_se_sigue(ip):
    assert not es_publica(ipaddress.ip_address(ip))


def test_una_direccion_publica_si():
    assert es_publica(ipaddress.ip_address("93.184.216.34"))
    assert es_publica(ipaddress.ip_address("2606:2800:220:1:248:1893:25c8:1946"))


@pytest.mark.parametrize("nombre", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
def test_a_esta_maquina_no_se_llega_con_ningun_nombre(servidor, monkeypatch, nombre):
    monkeypatch.setitem(enlaces.PUERTOS, "http", servidor.server_port)
    hallado = comprobar(f"http://{nombre}/")
    assert not hallado.responde
    assert servidor.pedidos == []


@pytest.mark.parametrize(
    "direccion",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "javascript:alert(1)",
        "http://persona@127.0.0.1/", "http://127.0.0.1:6379/", "//127.0.0.1/", "http:///", "no",
        "http://[::1", "http://127.0.0.1:99999/",
    ],
)  # fmt: skip
def test_solo_http_y_https_en_sus_puertos_y_sin_usuario(publico, direccion):
    assert not comprobar(direccion).responde
    assert publico.pedidos == []


@pytest.mark.parametrize(
    ("camino", "responde", "detalle"),
    [
        ("/", True, ""),
        ("/prohibido", True, ""),
        ("/no-esta", False, "La página no existe (404)."),
        ("/error", False, "El sitio contesta con un error (500)."),
    ],
)
def test_que_se_dice_de_cada_respuesta(publico, camino, responde, detalle):
    hallado = comprobar(f"http://127.0.0.1{camino}")
    assert (hallado.responde, hallado.detalle) == (responde, detalle)


def test_un_salto_hacia_dentro_se_rehusa(publico):
    dentro = servir("127.0.0.2")
    for destino in ("http://127.0.0.2/", "//127.0.0.2/", "file:///etc/passwd"):
        publico.destino = destino
        assert not comprobar("http://127.0.0.1/salta").responde
    assert dentro.pedidos == []
    dentro.shutdown()
    dentro.server_close()


def test_los_saltos_tienen_tope(publico):
    publico.destino = "/otra"
    assert comprobar("http://127.0.0.1/salta").detalle == "El sitio redirige demasiadas veces."
    assert len(publico.pedidos) == enlaces.SALTOS + 1


def _resuelve(monkeypatch, *respuestas):
    """El nombre da cada vez otra cosa, como en un ataque. Devuelve las veces que se preguntó."""
    veces = []

    def getaddrinfo(anfitrion, puerto, **opciones):
        ips = respuestas[min(len(veces), len(respuestas) - 1)]
        veces.append(anfitrion)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, puerto)) for ip in ips]

    monkeypatch.setattr(enlaces.socket, "getaddrinfo", getaddrinfo)
    return veces


def test_se_conecta_a_la_ip_comprobada_aunque_el_nombre_cambie_despues(publico, monkeypatch):
    monkeypatch.setattr(
        enlaces.socket, "create_connection", _conectar_sin_nombres(enlaces.socket.create_connection)
    )
    veces = _resuelve(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
    assert comprobar("http://sitio.example/").responde
    assert veces == ["sitio.example"], "se pregunta una vez, y a esa IP se conecta"
    assert publico.pedidos[0][1].startswith("sitio.example")


def _conectar_sin_nombres(original):
    def conectar(destino, *args, **kwargs):
        ipaddress.ip_address(destino[0])  # falla si se le da un nombre por resolver
        zocalo = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        zocalo.settimeout(5)
        zocalo.connect(destino)
        return zocalo

    return conectar


def test_un_nombre_con_una_ip_publica_y_otra_privada_se_rehusa(publico, monkeypatch):
    _resuelve(monkeypatch, ["127.0.0.1", "127.0.0.2"])
    assert not comprobar("http://sitio.example/").responde
    assert publico.pedidos == []


def test_el_tiempo_tiene_tope(publico, monkeypatch):
    monkeypatch.setattr(enlaces, "SEGUNDOS_EN_TOTAL", 0.2)
    inicio = time.monotonic()
    assert comprobar("http://127.0.0.1/lento").detalle == "El sitio no responde."
    assert time.monotonic() - inicio < 1.9


def test_se_guarda_lo_hallado_y_no_se_repite_en_una_semana(papeles, publico):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(
        estado="enviado",
        pagina_web="http://127.0.0.1/no-esta",
        redes=["http://127.0.0.1/", "http://localhost.invalid/"],
    )
    assert comprobar_enlaces() == 3
    caidos = dict(EnlaceComprobado.objects.values_list("direccion", "responde"))
    assert caidos == {
        "http://127.0.0.1/no-esta": False,
        "http://127.0.0.1/": True,
        "http://localhost.invalid/": False,
    }
    assert por_comprobar() == []
    EnlaceComprobado.objects.update(comprobado_en=reloj.ahora() - enlaces_cada())
    assert len(por_comprobar()) == 3


def enlaces_cada():
    from captura.servicios.enlaces import CADA

    return CADA
