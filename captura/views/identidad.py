"""El cuestionario de identidad: su portada y sus bloques, uno por pantalla.

Quien no puede contestarlo solo ve si está contestado. Ninguna respuesta de aquí se guarda en el
navegador ni en intermediarios, y las fallas no llevan lo enviado.
"""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from candidaturas.models import Candidatura, Distintivo
from captura.forms.identidad import BloqueForm
from captura.identidad import Preguntas, RespuestaNoValida, Respuestas, preguntas_de
from captura.models import AccesoAIdentidad, Proposito, Rol
from captura.permisos import puede_contestar_identidad, puede_ver_consentimiento
from captura.servicios.captura_de_identidad import IdentidadNoProcede, guardar_bloque
from captura.servicios.identidad import (
    consiente,
    cuestionario_de_identidad,
    es_de_otra_cuenta,
    leer_propias,
    renglon_de,
)
from captura.views.alcance import buscar_candidatura, exigir

ACCESOS_A_LA_VISTA = 20


def _reservada(vista):
    """Sin copias en el navegador ni en intermediarios, y sin datos en los reportes de falla."""

    @sensitive_post_parameters()
    @sensitive_variables()
    @never_cache
    @wraps(vista)
    def envoltura(request, *args, **kwargs):
        return vista(request, *args, **kwargs)

    return envoltura


@_reservada
@require_safe
def identidad(request, pk: int):
    """Qué falta por contestar, para quien lo contesta; si está contestado, para los demás."""
    candidatura = _su_candidatura(request, pk)
    version = cuestionario_de_identidad(candidatura.proceso)
    renglon = renglon_de(candidatura)
    contesta = _contesta(request, candidatura)
    consintio = consiente(candidatura, Proposito.RESPONDER)
    bloques = []
    if version and contesta and consintio:
        respuestas = leer_propias(candidatura, request.adscripcion)
        bloques = _avance(preguntas_de(version.contenido), respuestas, candidatura.edad)
    return render(
        request,
        "captura/identidad.html",
        {
            "candidatura": candidatura,
            "version": version,
            "contestado_en": renglon and renglon.contestado_en,
            "contesta": contesta,
            "es_suyo": request.adscripcion.rol == Rol.CANDIDATA,
            "consintio": consintio,
            "bloques": bloques,
            "distintivos": Distintivo.objects.filter(perfil=candidatura.pk),
            "accesos": _accesos(request, candidatura),
        },
    )


@_reservada
@require_http_methods(["GET", "HEAD", "POST"])
def bloque(request, pk: int, clave: str):
    candidatura = _su_candidatura(request, pk)
    exigir(_contesta(request, candidatura))
    version = cuestionario_de_identidad(candidatura.proceso)
    preguntas = preguntas_de(version.contenido) if version else Preguntas(())
    pedido = preguntas.bloque(clave)
    if pedido is None:
        raise Http404
    if not consiente(candidatura, Proposito.RESPONDER):
        return redirect("captura:identidad", pk=pk)
    form = BloqueForm(
        request.POST or None,
        bloque=pedido,
        respuestas=leer_propias(candidatura, request.adscripcion),
        edad=candidatura.edad,
    )
    if request.method == "POST" and form.is_valid():
        try:
            faltan = guardar_bloque(
                candidatura=candidatura,
                bloque=clave,
                respuestas=form.contestado(),
                adscripcion=request.adscripcion,
            )
        except (RespuestaNoValida, IdentidadNoProcede) as error:
            form.add_error(None, str(error))
        else:
            suyas = [f for f in faltan if f in form.fields]
            if not suyas:
                return _seguir(request, candidatura, preguntas, clave, faltan)
            form.respuestas = form.contestado()
            form.marcar_faltantes(suyas)
    return _pagina(request, candidatura, preguntas, clave, form)


def _pagina(request, candidatura: Candidatura, preguntas: Preguntas, clave: str, form):
    claves = [b.clave for b in preguntas.bloques]
    lugar = claves.index(clave)
    return render(
        request,
        "captura/identidad_bloque.html",
        {
            "candidatura": candidatura,
            "bloque": preguntas.bloques[lugar],
            "numero": lugar + 1,
            "total": len(claves),
            "anterior": claves[lugar - 1] if lugar else None,
            "form": form,
            "renglones": form.renglones(),
            "es_suyo": request.adscripcion.rol == Rol.CANDIDATA,
        },
    )


def _seguir(request, candidatura, preguntas: Preguntas, clave: str, faltan: list[str]):
    """Al bloque siguiente; del último, a la portada."""
    claves = [b.clave for b in preguntas.bloques]
    siguiente = claves.index(clave) + 1
    if siguiente < len(claves):
        return redirect("captura:identidad_bloque", pk=candidatura.pk, clave=claves[siguiente])
    if faltan:
        messages.info(request, "Guardado. Aún hay bloques sin terminar.")
    else:
        messages.success(request, "Cuestionario de identidad contestado. Puede cambiarlo después.")
    return redirect("captura:identidad", pk=candidatura.pk)


def _su_candidatura(request, pk: int) -> Candidatura:
    candidatura = buscar_candidatura(request, pk)
    exigir(puede_ver_consentimiento(request.adscripcion, candidatura))
    return candidatura


def _contesta(request, candidatura: Candidatura) -> bool:
    return puede_contestar_identidad(request.adscripcion, candidatura) and not es_de_otra_cuenta(
        renglon_de(candidatura), request.adscripcion
    )


def _avance(preguntas: Preguntas, respuestas: Respuestas, edad: int | None):
    """(bloque, si está completo, si tiene algo) de cada uno."""
    faltan = {p.clave for p in preguntas.faltan(respuestas, edad)}
    contestadas = respuestas.contestadas()
    return [
        (b, not faltan & set(b.claves()), bool(contestadas & set(b.claves())))
        for b in preguntas.bloques
    ]


def _accesos(request, candidatura: Candidatura):
    """Quién ha abierto lo suyo y para qué: solo para la propia persona."""
    if request.adscripcion.rol != Rol.CANDIDATA:
        return []
    accesos = AccesoAIdentidad.objects.filter(candidatura=candidatura).select_related("usuario")
    return list(accesos[:ACCESOS_A_LA_VISTA])
