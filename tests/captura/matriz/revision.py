"""La cola, las observaciones y las correcciones."""

from candidaturas.models import PerfilPublicado
from captura.huellas import contenido_de, huella_de
from captura.models import Correccion, Cuestionario, Observacion, Supuesto
from captura.servicios.publicacion import publicar
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila

MATRIZ = {
    "captura:siguiente": fila("POST", 302, 403, 403, 403, 403, 403, 403, 302, 302, 403, 403, 403),
    "captura:hallazgos": fila("GET", 302, 403, 403, 403, 403, 403, 403, 200, 200, 403, 403, 403),
    "captura:responder": fila("POST", 302, 302, 302, 403, 404, 302, 302, 403, 403, 404, 404, 404),
    "captura:correccion_pedir": fila(
        "GET", 302, 200, 200, 403, 404, 403, 403, 403, 403, 404, 404, 404
    ),
    "captura:correccion_pedir POST": fila(
        "POST", 302, 302, 302, 403, 404, 403, 403, 403, 403, 404, 404, 404
    ),
    "captura:correcciones": fila("GET", 302, 403, 403, 403, 403, 403, 403, 200, 200, 403, 403, 403),
    "captura:correccion_resolver": fila(
        "POST", 302, 403, 403, 403, 404, 403, 403, 403, 302, 404, 404, 404
    ),
    "captura:paso pausar": fila("POST", 302, 403, 403, 403, 404, 403, 403, 302, 302, 404, 404, 404),
    "captura:paso verificar": fila(
        "POST", 302, 403, 403, 403, 404, 403, 403, 302, 302, 404, 404, 404
    ),
}
METODOS_REHUSADOS = {
    "captura:siguiente": "GET",
    "captura:hallazgos": "POST",
    "captura:responder": "GET",
    "captura:correccion_pedir": "DELETE",
    "captura:correcciones": "POST",
    "captura:correccion_resolver": "GET",
}


class Escenario:
    def _siguiente(self, objetivo, papel, variante):
        return [], {}, ""

    def _hallazgos(self, objetivo, papel, variante):
        return [], {}, ""

    def _responder(self, objetivo, papel, variante):
        Cuestionario.objects.filter(pk=objetivo.pk).update(estado="con_observaciones")
        observacion = Observacion.objects.create(
            cuestionario=objetivo,
            ronda=1,
            campo="propuesta_1",
            supuesto=Supuesto.LEMAS,
            texto="Quite el lema.",
            creada_por=self.papeles.cuentas["revision"].usuario,
            creada_en=reloj.ahora(),
        )
        return [observacion.pk], {"respuesta": "No es un lema."}, ""

    def _publicado(self, objetivo):
        Correccion.objects.all().delete()
        PerfilPublicado.objects.all().delete()
        objetivo.refresh_from_db()
        objetivo.estado, objetivo.secciones_aparte = "publicado", {}
        objetivo.telefonos = ["844 000 0000"]
        objetivo.huella_verificada = huella_de(contenido_de(objetivo))
        objetivo.save()
        publicar(objetivo)

    def _correccion_pedir(self, objetivo, papel, variante):
        self._publicado(objetivo)
        datos = {"campo": "telefonos", "debe_decir": "844 999 0000", "motivo": "Cambió."}
        return [objetivo.pk], datos, ""

    def _correcciones(self, objetivo, papel, variante):
        return [], {}, ""

    def _correccion_resolver(self, objetivo, papel, variante):
        self._publicado(objetivo)
        correccion = Correccion.objects.create(
            cuestionario=objetivo,
            campo="telefonos",
            dice=objetivo.telefonos,
            debe_decir=["844 999 0000"],
            motivo="Cambió.",
            pedida_por=self.papeles.cuentas["enlace"].usuario,
            pedida_en=reloj.ahora(),
        )
        return [correccion.pk, "aprobar"], {}, ""
