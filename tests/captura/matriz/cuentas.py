"""Cuentas, invitaciones y segundo factor perdido."""

from allauth.mfa.models import Authenticator

from captura.models import Invitacion, RestablecimientoDeSegundoFactor, Rol
from captura.servicios.invitaciones import Invitada, invitar
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila

# Lo que se toca es de un capturista del partido del enlace.
MATRIZ = {
    "captura:cuentas": fila("GET", 302, 200, 200, 200, 200, 403, 403, 403, 200, 403, 403, 200),
    "captura:cuenta": fila("GET", 302, 200, 200, 404, 404, 403, 403, 403, 200, 403, 403, 200),
    "captura:cuenta_vigencia": fila(
        "POST", 302, 302, 302, 404, 404, 403, 403, 403, 302, 403, 403, 403
    ),
    "captura:cuenta_delegar": fila(
        "POST", 302, 302, 302, 404, 404, 403, 403, 403, 403, 403, 403, 403
    ),
    "captura:restablecimiento_pedir": fila(
        "POST", 302, 403, 403, 404, 404, 403, 403, 403, 302, 403, 403, 302
    ),
    "captura:restablecimiento_resolver": fila(
        "POST", 302, 403, 403, 403, 403, 403, 403, 403, 302, 403, 403, 302
    ),
    "captura:invitar": fila("GET", 302, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 403),
    # A los demás enlaces su formulario no les ofrece esa candidatura: vuelve con el error.
    "captura:invitar POST": fila(
        "POST", 302, 302, 302, 200, 200, 403, 403, 403, 403, 403, 403, 403
    ),
    "captura:invitar enlace": fila(
        "GET", 302, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403
    ),
    "captura:invitar coordinacion": fila(
        "POST", 302, 403, 403, 403, 403, 403, 403, 403, 302, 403, 403, 403
    ),
    "captura:invitacion_acuse": fila(
        "GET", 302, 200, 200, 404, 404, 403, 403, 403, 200, 403, 403, 200
    ),
    "captura:invitacion_reenviar": fila(
        "POST", 302, 302, 302, 404, 404, 403, 403, 403, 302, 403, 403, 403
    ),
    "captura:invitacion_revocar": fila(
        "POST", 302, 302, 302, 404, 404, 403, 403, 403, 302, 403, 403, 403
    ),
}
METODOS_REHUSADOS = {
    "captura:cuentas": "POST",
    "captura:cuenta": "POST",
    "captura:cuenta_vigencia": "GET",
    "captura:cuenta_delegar": "GET",
    "captura:restablecimiento_pedir": "GET",
    "captura:restablecimiento_resolver": "GET",
    "captura:invitar": "DELETE",
    "captura:invitacion_acuse": "POST",
    "captura:invitacion_reenviar": "GET",
    "captura:invitacion_revocar": "GET",
}


class Escenario:
    def _capturista(self):
        return self.papeles.cuentas["capturista"]

    def _con_factor(self):
        Authenticator.objects.get_or_create(
            user=self._capturista().usuario,
            type=Authenticator.Type.TOTP,
            defaults={"data": {"secret": "x"}},
        )

    def _cuentas(self, objetivo, papel, variante):
        return [], {}, ""

    def _cuenta(self, objetivo, papel, variante):
        return [self._capturista().pk], {}, ""

    def _cuenta_vigencia(self, objetivo, papel, variante):
        return [self._capturista().pk], {"vence_el": ""}, ""

    def _cuenta_delegar(self, objetivo, papel, variante):
        ambas = self._capturista().candidaturas.values_list("pk", flat=True)
        return [self._capturista().pk], {"candidaturas": list(ambas)}, ""

    def _restablecimiento_pedir(self, objetivo, papel, variante):
        self._con_factor()
        RestablecimientoDeSegundoFactor.objects.all().delete()
        return [self._capturista().pk], {"motivo": "Perdió el teléfono y se le llamó."}, ""

    def _restablecimiento_resolver(self, objetivo, papel, variante):
        RestablecimientoDeSegundoFactor.objects.all().delete()
        peticion = RestablecimientoDeSegundoFactor.objects.create(
            cuenta=self._capturista().usuario,
            motivo="Prueba",
            pide=self.papeles.cuentas["revision"].usuario,
            pedido_en=reloj.ahora(),
        )
        return [peticion.pk], {"aprobar": "1"}, ""

    def _invitar(self, objetivo, papel, variante):
        datos = {
            "persona": f"Persona {papel}",
            "correo": "persona@example.org",
            "candidaturas": [self.papeles.propio.candidatura_id],
        }
        return [variante if variante not in {"", "POST"} else "capturista"], datos, ""

    def _invitacion_acuse(self, objetivo, papel, variante):
        Invitacion.objects.all().delete()
        [invitacion] = invitar(
            personas=[
                Invitada(
                    "Persona Ficticia",
                    "persona@example.org",
                    Rol.CAPTURISTA,
                    self.papeles.a,
                    [self.papeles.propio.candidatura],
                )
            ],
            adscripcion=self.papeles.cuentas["enlace"],
        )
        return [invitacion.folio], {}, ""

    def _invitacion_reenviar(self, objetivo, papel, variante):
        return self._invitacion_acuse(objetivo, papel, variante)

    def _invitacion_revocar(self, objetivo, papel, variante):
        return self._invitacion_acuse(objetivo, papel, variante)
