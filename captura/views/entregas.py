"""Donde baja lo suyo quien pidió acceso y no tiene cuenta. Es pública."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from captura.forms.derechos import EntregaForm
from captura.servicios.entregas import EnlaceNoValido, FolioEquivocado, buscar, entregar
from conoceles.comun.limites import pedir_espera, permitir

INTENTOS, SEGUNDOS = 20, 600


@login_not_required
@sensitive_post_parameters()
@sensitive_variables()
@csrf_protect
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entrega(request, ficha: str):
    """GET no gasta el enlace: los programas de correo lo abren para revisarlo."""
    if not permitir(request, "entrega", maximo=INTENTOS, segundos=SEGUNDOS):
        return pedir_espera(request, SEGUNDOS)
    form = EntregaForm(request.POST or None)
    try:
        enlace = buscar(ficha)
        if form.is_valid():
            solicitud, datos = entregar(ficha=ficha, folio=form.cleaned_data["folio"])
            return _archivo(solicitud.folio, datos)
    except FolioEquivocado as error:
        form.add_error("folio", str(error))
    except EnlaceNoValido as error:
        return render(request, "captura/invitacion_no_sirve.html", {"error": error}, status=404)
    respuesta = render(request, "captura/derechos/entrega.html", {"form": form, "enlace": enlace})
    # La dirección lleva la ficha: no debe viajar a otro sitio.
    respuesta["Referrer-Policy"] = "same-origin"
    return respuesta


def _archivo(folio: str, datos: bytes) -> HttpResponse:
    respuesta = HttpResponse(datos, content_type="application/zip")
    respuesta["Content-Disposition"] = f'attachment; filename="datos-personales-{folio}.zip"'
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta
