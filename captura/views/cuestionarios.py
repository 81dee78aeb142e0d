"""Capturar un cuestionario: leerlo, guardarlo y pedir su envío."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from captura.apartados import etiqueta_de
from captura.ayudas import ayudas_de
from captura.conteo import normalizar
from captura.flujo import EDITABLES, FLUJO, Paso
from captura.forms.cuestionario import (
    CuestionarioForm,
    EleccionDeVersionForm,
    con_arreglo,
)
from captura.forms.fotografias import FotografiaForm
from captura.models import Cuestionario, Estado, Rol
from captura.parecidos import CAMPOS as CON_AYUDAS
from captura.permisos import (
    pasos_posibles,
    puede_capturar,
    puede_dar_paso,
    puede_editar,
    puede_mover_registro,
    puede_pedir_correccion,
    puede_pedir_prorroga,
    puede_registrar_derechos,
    puede_ver_consentimiento,
)
from captura.plazos import plazo_de, vencio
from captura.reglas import incumplimientos
from captura.servicios.captura import (
    EdicionSimultanea,
    YaNoSeEdita,
    conservar_escrito,
    guardar_cuestionario,
)
from captura.servicios.identidad import cuestionario_de_identidad
from captura.views.alcance import buscar_cuestionario, exigir
from captura.views.consentimientos import consentimiento_para
from captura.views.declaraciones import declaraciones_de
from captura.views.familias import familias_para
from captura.views.historia import historia_de
from captura.views.renglones import apartados_de, como_texto, observados_de
from captura.views.secciones import secciones_de


@require_http_methods(["GET", "HEAD", "POST"])
def cuestionario(request, pk: int):
    cuestionario = buscar_cuestionario(request, pk)
    if request.method == "POST":
        exigir(puede_capturar(request.adscripcion, cuestionario.candidatura))
        return _guardar(request, cuestionario)
    return pagina(request, cuestionario)


def pagina(request, cuestionario: Cuestionario, *, form=None, form_foto=None, estado=200):
    """La página del cuestionario: con formulario si se puede editar, para leer si no."""
    editable = puede_editar(request.adscripcion, cuestionario)
    observados = observados_de(cuestionario)
    fallas = incumplimientos(cuestionario)
    captura = puede_capturar(request.adscripcion, cuestionario.candidatura)
    contexto = {
        "cuestionario": cuestionario,
        "candidatura": cuestionario.candidatura,
        "observados": observados,
        "pendientes": cuestionario.observaciones.filter(atendida_en=None).count(),
        "fallas": [(falla, etiqueta_de(falla.campo)) for falla in fallas],
        "avance": _avance(cuestionario, fallas),
        "pasos": pasos_posibles(request.adscripcion, cuestionario),
        "Paso": Paso,
        "paso_final": _paso_final(request.adscripcion, cuestionario),
        "por_atender": [o for todos in observados.values() for o in todos if o.pendiente],
        "secciones": secciones_de(cuestionario),
        "corregible": cuestionario.estado == Estado.PUBLICADO
        and puede_pedir_correccion(request.adscripcion, cuestionario),
        "historia": historia_de(cuestionario, request.adscripcion),
        "declaraciones": declaraciones_de(cuestionario),
        "acuse": cuestionario.acuses.first(),
        "familias": familias_para(request.adscripcion, cuestionario.candidatura),
        **consentimiento_para(request.adscripcion, cuestionario.candidatura),
        "plazo": plazo_de(cuestionario),
        "mueve_registro": puede_mover_registro(request.adscripcion),
        "puede_pedir_prorroga": puede_pedir_prorroga(request.adscripcion, cuestionario),
        "de_actor": Rol(request.adscripcion.rol) in Rol.de_actor(),
        "captura": captura,
        "registra_derechos": puede_registrar_derechos(
            request.adscripcion, cuestionario.candidatura
        ),
        "ve_identidad": puede_ver_consentimiento(request.adscripcion, cuestionario.candidatura)
        and cuestionario_de_identidad(cuestionario.candidatura.proceso) is not None,
        "escritos": _escritos(cuestionario) if captura else [],
    }
    if not editable:
        contexto["apartados"] = apartados_de(cuestionario, observados)
        return render(request, "captura/cuestionario_detalle.html", contexto, status=estado)
    form = form or CuestionarioForm(cuestionario=cuestionario)
    textos = {campo: getattr(cuestionario, campo) for campo in CON_AYUDAS}
    ayudas = ayudas_de(cuestionario.candidatura, textos, request.adscripcion)
    contexto["form"] = form
    contexto["form_foto"] = form_foto or FotografiaForm(proceso=cuestionario.candidatura.proceso)
    contexto["apartados"] = [
        (
            apartado,
            [
                {
                    "control": control,
                    "minimo": minimo,
                    "maximo": maximo,
                    "observados": observados.get(control.name, []),
                    "con_ayudas": control.name in CON_AYUDAS,
                    "ayudas": ayudas.get(control.name, []),
                }
                for control, minimo, maximo in campos
            ],
        )
        for apartado, campos in form.apartados()
    ]
    return render(request, "captura/cuestionario_editar.html", contexto, status=estado)


def _escritos(cuestionario: Cuestionario) -> list[dict]:
    """Lo que llegó cuando ya no se editaba y sigue sin usarse: folio, hora y cada texto."""
    return [
        {
            "folio": escrito.folio,
            "recibido_en": escrito.recibido_en,
            "autor": escrito.autor,
            "textos": [(etiqueta_de(c), como_texto(c, v)) for c, v in escrito.campos.items()],
        }
        for escrito in cuestionario.escritos.filter(usado_en=None).select_related("autor")
    ]


def _avance(cuestionario: Cuestionario, fallas) -> tuple[int, int]:
    """(campos ya completos, campos que se piden). Uno a medias cuenta lo mismo que uno vacío."""
    vacio = Cuestionario(candidatura=cuestionario.candidatura)
    faltan = {falla.campo for falla in fallas}
    pedidos = faltan | {falla.campo for falla in incumplimientos(vacio)}
    return len(pedidos - faltan), len(pedidos)


def _guardar(request, cuestionario: Cuestionario):
    datos = con_arreglo(request.POST, cuestionario)
    form = CuestionarioForm(datos, cuestionario=cuestionario)
    valido = form.is_valid()
    if not puede_editar(request.adscripcion, cuestionario):
        return _ya_no_se_edita(request, cuestionario, form)
    if not valido:
        return pagina(request, cuestionario, form=form)
    campos = form.campos()
    if en_duda := [c for c in request.POST.getlist("en_duda") if c in campos]:
        eleccion = EleccionDeVersionForm(request.POST, en_duda=en_duda)
        if not eleccion.is_valid():
            return _elegir(request, cuestionario, form, eleccion)
        campos = {c: campos[c] for c in en_duda if c not in eleccion.elegidas_guardadas()}
    try:
        guardar_cuestionario(
            cuestionario=cuestionario,
            campos=campos,
            version=form.cleaned_data["version"],
            versiones=form.versiones(),
            adscripcion=request.adscripcion,
        )
    except EdicionSimultanea as error:
        eleccion = EleccionDeVersionForm(en_duda=error.en_duda)
        return _elegir(request, error.actual, form, eleccion)
    except YaNoSeEdita:
        return _ya_no_se_edita(request, buscar_cuestionario(request, cuestionario.pk), form)
    messages.success(request, "Guardado. Nada de esto es público todavía.")
    return redirect("captura:cuestionario", pk=cuestionario.pk)


def _elegir(request, actual: Cuestionario, form: CuestionarioForm, eleccion):
    """Las dos versiones de cada campo en duda. Lo suyo viaja oculto; los demás ya se guardaron."""
    return render(
        request,
        "captura/edicion_simultanea.html",
        {
            "cuestionario": actual,
            "candidatura": actual.candidatura,
            "form": eleccion,
            "campos": [
                {
                    "nombre": campo,
                    "eleccion": eleccion[f"eleccion_{campo}"],
                    "etiqueta": form[campo].label,
                    "mia": como_texto(campo, form.cleaned_data[campo]),
                    "oculta": form[campo].value(),
                    "guardada": como_texto(campo, getattr(actual, campo)),
                }
                for campo in eleccion.en_duda
            ],
        },
        status=409,
    )


def _crudo(campo) -> str:
    """El valor inicial de un campo tal como lo enviaría el navegador."""
    valor = campo.value()
    return "" if valor is None else str(valor)


def _ya_no_se_edita(request, cuestionario: Cuestionario, form: CuestionarioForm):
    """Se envió o se cerró mientras esta persona escribía: lo suyo se conserva aparte y se le dice
    cómo pedir que se considere. Lo que no se pudo leer, para que lo copie."""
    escrito = conservar_escrito(
        cuestionario=cuestionario,
        campos=form.campos(),
        version=form.cleaned_data.get("version", cuestionario.version),
        adscripcion=request.adscripcion,
    )
    guardado = CuestionarioForm(cuestionario=cuestionario)
    escritos = [
        (campo.label, campo.value())
        for campo in form
        if campo.name != "version"
        and campo.value()
        and normalizar(campo.value()) != normalizar(_crudo(guardado[campo.name]))
    ]
    contexto = {
        "cuestionario": cuestionario,
        "candidatura": cuestionario.candidatura,
        "escritos": escritos,
        "folio": escrito.folio if escrito else "",
        "vencio": vencio(cuestionario),
    }
    return render(request, "captura/ya_no_se_edita.html", contexto, status=409)


def _paso_final(adscripcion, cuestionario: Cuestionario) -> Paso | None:
    """Enviar o, si valida su enlace, avisarle que ya puede."""
    pasos = (Paso.ENVIAR, Paso.TERMINAR)
    return next((p for p in pasos if puede_dar_paso(adscripcion, p, cuestionario)), None)


@require_safe
def enviar(request, pk: int):
    """Antes de enviar: qué falta o qué se envía, y que se hará público al publicarse."""
    cuestionario = buscar_cuestionario(request, pk)
    paso = _paso_final(request.adscripcion, cuestionario)
    exigir(paso is not None)
    if vencio(cuestionario):
        messages.error(request, "El plazo venció. Pida una prórroga para poder enviar.")
        return redirect("captura:cuestionario", pk=pk)
    if cuestionario.estado not in EDITABLES:
        messages.info(request, f"El perfil está {cuestionario.get_estado_display().lower()}.")
        return redirect("captura:cuestionario", pk=pk)
    return render(
        request,
        "captura/enviar.html",
        {
            "cuestionario": cuestionario,
            "candidatura": cuestionario.candidatura,
            "fallas": [(f, etiqueta_de(f.campo)) for f in incumplimientos(cuestionario)],
            "sin_guardar": cuestionario.estado not in FLUJO[paso].procede_en,
            "paso": paso,
            "apartados": apartados_de(cuestionario),
            "declaraciones": declaraciones_de(cuestionario),
        },
    )
