"""Comprobar que una dirección que alguien capturó responde, sin dejar que nos mande a otra parte.

Quien captura escribe la dirección y el servidor la sigue: sin cuidado, serviría para tocar desde
dentro lo que no está a la vista (una base, un panel, los metadatos de la nube). Por eso solo http y
https, solo sus puertos, solo a direcciones públicas, y la conexión se abre a la misma IP que se
comprobó: un nombre que cambie de IP entre una cosa y otra no gana nada. Cada salto se comprueba.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

PUERTOS = {"http": 80, "https": 443}
SALTOS = 3
SEGUNDOS_POR_ESPERA = 5
SEGUNDOS_EN_TOTAL = 10
BYTES = 65_536
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# El sitio existe aunque no atienda a un programa: pide cuenta, prohíbe o frena.
EXISTE = frozenset({401, 403, 405, 406, 429, 999})
ENCABEZADOS = {
    "User-Agent": "Conoceles/1.0 (comprobación de enlaces)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class DireccionRehusada(Exception):
    """No se sigue: no es de la red pública, o no es http ni https."""


@dataclass(frozen=True, slots=True)
class Comprobacion:
    """Si la dirección respondió y, si no, qué pasó."""

    responde: bool
    detalle: str = ""


def comprobar(direccion: str) -> Comprobacion:
    """Sigue la dirección con tope de tiempo, de bytes y de saltos. No lanza nada."""
    try:
        for _ in range(SALTOS + 1):
            estado, destino = _pedir(direccion)
            if destino is None:
                return _segun(estado)
            direccion = urljoin(direccion, destino)
    except DireccionRehusada as error:
        return Comprobacion(False, str(error))
    except ssl.SSLError:
        return Comprobacion(False, "El certificado del sitio no es válido.")
    except socket.gaierror:
        return Comprobacion(False, "El nombre del sitio no existe.")
    except (OSError, http.client.HTTPException, ValueError):
        return Comprobacion(False, "El sitio no responde.")
    return Comprobacion(False, "El sitio redirige demasiadas veces.")


def _segun(estado: int) -> Comprobacion:
    if estado < 400 or estado in EXISTE:
        return Comprobacion(True)
    if estado in {404, 410}:
        return Comprobacion(False, f"La página no existe ({estado}).")
    return Comprobacion(False, f"El sitio contesta con un error ({estado}).")


def _pedir(direccion: str) -> tuple[int, str | None]:
    """Estado y, si redirige, a dónde. El cuerpo no se lee más que hasta su tope."""
    partes = urlsplit(direccion)
    if partes.scheme not in PUERTOS or not partes.hostname:
        raise DireccionRehusada("Solo se siguen direcciones http y https.")
    puerto = PUERTOS[partes.scheme]
    if partes.port not in {None, puerto} or partes.username is not None:
        raise DireccionRehusada("Solo se siguen los puertos de siempre, sin usuario.")
    anfitrion = partes.hostname.encode("idna").decode()
    ip = ip_publica(anfitrion, puerto)
    camino = f"{partes.path or '/'}{'?' + partes.query if partes.query else ''}"
    conexion = _Conexion(ip, anfitrion, puerto, cifrada=partes.scheme == "https")
    reloj = threading.Timer(SEGUNDOS_EN_TOTAL, conexion.cortar)
    reloj.start()
    try:
        conexion.request("GET", camino.encode("ascii", "ignore").decode(), headers=ENCABEZADOS)
        respuesta = conexion.getresponse()
        respuesta.read(BYTES)
        redirige = respuesta.status in {301, 302, 303, 307, 308}
        return respuesta.status, respuesta.getheader("Location") if redirige else None
    finally:
        reloj.cancel()
        conexion.close()


def ip_publica(anfitrion: str, puerto: int) -> str:
    """La IP a la que se va a conectar. Si una sola de las del nombre no es pública, ninguna."""
    halladas = socket.getaddrinfo(anfitrion, puerto, type=socket.SOCK_STREAM)
    ips = [ipaddress.ip_address(hallada[4][0]) for hallada in halladas]
    if not ips or not all(es_publica(ip) for ip in ips):
        raise DireccionRehusada("La dirección no es de la red pública.")
    return str(ips[0])


def es_publica(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Ni privada, ni local, ni de enlace, ni reservada, ni una de esas envuelta en IPv6."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return es_publica(ip.ipv4_mapped)
        if ip.sixtofour or ip.teredo or ip in NAT64:
            return False
    return ip.is_global and not ip.is_multicast


class _Conexion(http.client.HTTPConnection):
    """Se conecta a la IP comprobada; el nombre solo sirve para el certificado y el encabezado."""

    def __init__(self, ip: str, anfitrion: str, puerto: int, *, cifrada: bool):
        super().__init__(anfitrion, timeout=SEGUNDOS_POR_ESPERA)
        self._destino = (ip, puerto)
        self._cifrada = cifrada

    def connect(self) -> None:
        self.sock = socket.create_connection(self._destino, SEGUNDOS_POR_ESPERA)
        if self._cifrada:
            contexto = ssl.create_default_context()
            self.sock = contexto.wrap_socket(self.sock, server_hostname=self.host)

    def cortar(self) -> None:
        """Quien contesta una letra por minuto no nos retiene."""
        if self.sock:
            self.sock.shutdown(socket.SHUT_RDWR)
