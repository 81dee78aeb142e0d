"""La matriz de acceso, por áreas: cada módulo de esta carpeta trae sus filas.

Un módulo define `MATRIZ` (dirección → fila), `METODOS_REHUSADOS` (dirección → un método que nadie
puede usar) y una clase `Escenario` con un método por dirección (`_nombre`, o `_nombre_de_ruta`)
que devuelve las partes de la dirección, lo que se envía y la consulta.
"""

from copy import deepcopy
from importlib import import_module
from pkgutil import iter_modules
from unittest.mock import patch

from django.conf import settings
from django.core.handlers import exception
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.captura.matriz.filas import PAPELES, fila

__all__ = ["AREAS", "MATRIZ", "METODOS_REHUSADOS", "PAPELES", "Escenario", "fila"]

_areas = [
    import_module(f"{__name__}.{modulo.name}")
    for modulo in iter_modules(__path__)
    if modulo.name != "filas"
]

# Lo que se rehúsa en la puerta se prueba de una vez para toda un área.
AREAS = {area.__name__.rpartition(".")[2]: area for area in _areas}
MATRIZ: dict = {}
METODOS_REHUSADOS: dict = {}
for _area in _areas:
    for _total, _suyas in ((MATRIZ, _area.MATRIZ), (METODOS_REHUSADOS, _area.METODOS_REHUSADOS)):
        repetidas = _total.keys() & _suyas.keys()
        assert not repetidas, f"filas repetidas: {repetidas}"
        _total.update(_suyas)


class _Base:
    """Sabe armar la dirección y lo que se envía para cada fila."""

    def __init__(self, papeles):
        # Cada fila parte de lo mismo: lo que otra hizo en la base se deshace y aquí se olvida.
        self.papeles = self._papeles = papeles
        self._sesiones: dict[str, str] = {}
        self._rechazos: set[tuple[str, int]] = set()

    def objetivo(self, papel):
        return self.papeles.propio if papel == "enlace" else self.papeles.cuestionario

    def probar(self, nombre, papeles, metodo):
        """{papel: respuesta} de una fila, uno tras otro en el mismo escenario; al final todo queda
        como estaba: así muchas filas caben en un escenario."""
        for papel in papeles:
            self._abrir_sesion(papel)
        self.papeles = deepcopy(self._papeles)
        with transaction.atomic():
            respuestas = {papel: self._pedir(nombre, papel, metodo) for papel in papeles}
            transaction.set_rollback(True)
        return respuestas

    def _abrir_sesion(self, papel):
        if papel != "anonimo" and papel not in self._sesiones:
            cliente = Client()
            cliente.force_login(self._papeles.cuentas[papel].usuario)
            self._sesiones[papel] = cliente.cookies[settings.SESSION_COOKIE_NAME].value

    def _pedir(self, nombre, papel, metodo):
        ruta, _, variante = nombre.partition(" ")
        objetivo = self.objetivo(papel)
        armar = getattr(self, "_" + ruta.removeprefix("captura:"))
        partes, datos, consulta = armar(objetivo, papel, variante)
        cliente = Client()
        if papel != "anonimo":
            cliente.cookies[settings.SESSION_COOKIE_NAME] = self._sesiones[papel]
        direccion = reverse(ruta, args=partes) + consulta
        with patch.object(exception, "get_exception_response", self._rechazar(papel)):
            if metodo == "POST":
                return cliente.post(direccion, datos)
            respuesta = cliente.generic(metodo, direccion)
        if respuesta.streaming:
            list(respuesta.streaming_content)  # un archivo que nadie lee queda abierto
        return respuesta

    def _rechazar(self, papel, dibujar=exception.get_exception_response):
        """La página de un rechazo no depende de la dirección: se dibuja una vez por papel."""

        def responder(request, resolver, codigo, error):
            if (papel, codigo) in self._rechazos:
                return HttpResponse(status=codigo)
            self._rechazos.add((papel, codigo))
            return dibujar(request, resolver, codigo, error)

        return responder


Escenario = type("Escenario", (*(area.Escenario for area in _areas), _Base), {})
