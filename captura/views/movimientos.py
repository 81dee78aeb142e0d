"""Sustituir, dar de baja, cambiar de actor y deshacer: cada acto dice antes lo que hará."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidaturas.models import Candidatura
from captura.ciclo import sin_lo_bloqueado
from captura.consultas import actores_del_proceso, cuestionarios_de_trabajo, filtrar
from captura.consultas import proceso_de_trabajo as proceso_de
from captura.forms.filtros import FiltroForm
from captura.forms.movimientos import (
    CambioDeActorForm,
    DeshacerForm,
    MovimientoForm,
    QuienEntraForm,
)
from captura.models import Adscripcion, MovimientoDeRegistro, Rol
from captura.permisos import puede_mover_registro, puede_ver_movimientos
from captura.servicios.coaliciones import cambiar_de_actor
from captura.servicios.sustituciones import (
    MovimientoNoProcede,
    dar_de_baja,
    deshacer,
    por_que_no_se_deshace,
    sustituir,
)
from captura.views.alcance import buscar_candidatura, exigir

POR_PAGINA = 25
HALLADAS_A_LA_VISTA = 20


def _con_cuenta(request):
    if request.adscripcion is None:
        raise PermissionDenied
    return request.adscripcion


@require_safe
def movimientos(request):
    """Los registrados y, para coordinación, buscar a quién mover."""
    adscripcion = _con_cuenta(request)
    exigir(puede_ver_movimientos(adscripcion))
    proceso = proceso_de(adscripcion)
    todos = MovimientoDeRegistro.objects.filter(candidatura__proceso=proceso).select_related(
        "candidatura__formula__actor", "entra", "actor_nuevo", "aviso"
    )
    form = FiltroForm(request.GET)
    texto = form.criterios()["texto"]
    halladas = filtrar(cuestionarios_de_trabajo(adscripcion, proceso), texto=texto).filter(
        candidatura__estado_registro="registrada"
    )
    return render(
        request,
        "captura/movimientos/movimientos.html",
        {
            "proceso": proceso,
            "pagina": Paginator(todos, POR_PAGINA).get_page(request.GET.get("pagina")),
            "mueve": puede_mover_registro(adscripcion),
            "control": form["q"],
            "texto": texto,
            "halladas": halladas[:HALLADAS_A_LA_VISTA] if texto else [],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def mover(request, pk: int):
    """El acto guiado. Lo escrito en un paso viaja oculto al siguiente; nada se hace hasta el
    último."""
    candidatura = buscar_candidatura(request, pk)
    exigir(puede_mover_registro(request.adscripcion))
    if not candidatura.esta_en_boleta:
        messages.info(request, "Esta candidatura ya no está en la boleta.")
        return redirect("captura:movimientos")
    datos = request.POST if request.method == "POST" else None
    form = MovimientoForm(datos, initial=MovimientoForm.ahora())
    persona = QuienEntraForm(datos, jornada=candidatura.proceso.jornada_el)
    paso = request.POST.get("paso", "")
    if not form.is_valid() or paso not in {"1", "2", "3"}:
        return _paso(request, candidatura, 1, form, persona)
    if form.es_sustitucion and (paso == "1" or not persona.is_valid()):
        if paso == "1":  # recién se llega: todavía no le falta nada
            persona = QuienEntraForm(jornada=candidatura.proceso.jornada_el)
        return _paso(request, candidatura, 2, form, persona)
    if paso != "3":
        return _paso(request, candidatura, 3, form, persona)
    return _hacer(request, candidatura, form, persona)


def _paso(request, candidatura: Candidatura, numero: int, form, persona):
    contexto = {
        "candidatura": candidatura,
        "cuestionario": candidatura.cuestionario,
        "numero": numero,
        "form": form,
        "persona": persona,
    }
    if numero == 3:
        contexto["resumen"] = _lo_que_hara(candidatura, form, persona)
    return render(request, f"captura/movimientos/paso_{numero}.html", contexto)


def _lo_que_hara(candidatura: Candidatura, form, persona) -> dict:
    """Cada efecto, contado antes de que ocurra."""
    return {
        "publicado": hasattr(candidatura, "perfil"),
        "firmas": candidatura.firmas.vigentes().count(),
        "cuentas": Adscripcion.objects.filter(rol=Rol.CANDIDATA, candidaturas=candidatura).count(),
        "entra": persona.persona() if form.es_sustitucion else None,
        "otro_sexo": form.es_sustitucion
        and bool(candidatura.sexo)
        and persona.cleaned_data["sexo"] != candidatura.sexo,
        "horas": candidatura.proceso.parametro("horas_para_deshacer"),
        "dias_captura": candidatura.proceso.parametro("dias_captura"),
    }


def _hacer(request, candidatura: Candidatura, form, persona):
    datos = form.cleaned_data
    comunes = {
        "candidatura": candidatura,
        "causa": datos["causa"],
        "acuerdo": datos["acuerdo"],
        "surte_efecto_en": datos["surte_efecto_en"],
        "adscripcion": request.adscripcion,
    }
    try:
        if form.es_sustitucion:
            movimiento = sustituir(entra=persona.persona(), **comunes)
        else:
            movimiento = dar_de_baja(**comunes)
    except MovimientoNoProcede as error:
        messages.error(request, str(error))
        return redirect("captura:movimientos")
    messages.success(request, f"{movimiento.get_clase_display()} registrada.")
    return redirect("captura:movimiento", pk=movimiento.pk)


def _buscar(request, pk: int) -> MovimientoDeRegistro:
    exigir(puede_ver_movimientos(_con_cuenta(request)))
    todos = MovimientoDeRegistro.objects.select_related(
        "candidatura__proceso",
        "candidatura__cuestionario",
        "candidatura__formula__actor",
        "candidatura__formula__eleccion__cargo",
        "entra__cuestionario",
        "actor_anterior",
        "actor_nuevo",
        "registrado_por",
        "deshecho_por",
        "aviso",
    )
    visibles = sin_lo_bloqueado(request.adscripcion, todos, "candidatura__proceso")
    return get_object_or_404(visibles, pk=pk)


@require_safe
def movimiento(request, pk: int):
    return _pagina(request, _buscar(request, pk), DeshacerForm())


def _pagina(request, movimiento: MovimientoDeRegistro, form: DeshacerForm):
    mueve = puede_mover_registro(request.adscripcion)
    return render(
        request,
        "captura/movimientos/movimiento.html",
        {
            "movimiento": movimiento,
            "candidatura": movimiento.candidatura,
            "aviso": getattr(movimiento, "aviso", None),
            "mueve": mueve,
            "no_se_deshace": por_que_no_se_deshace(movimiento),
            "form": form,
        },
    )


@require_POST
def quitar_efecto(request, pk: int):
    movimiento = _buscar(request, pk)
    exigir(puede_mover_registro(request.adscripcion))
    form = DeshacerForm(request.POST)
    if not form.is_valid():
        return _pagina(request, movimiento, form)
    try:
        deshacer(
            movimiento=movimiento,
            motivo=form.cleaned_data["motivo"],
            adscripcion=request.adscripcion,
        )
    except MovimientoNoProcede as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "El movimiento quedó sin efecto y así consta en la bitácora.")
    return redirect("captura:movimiento", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def cambio_de_actor(request):
    """Pasar fórmulas de un actor a otro, con su acuerdo. El segundo envío es el que lo hace."""
    adscripcion = _con_cuenta(request)
    exigir(puede_mover_registro(adscripcion))
    actores = list(actores_del_proceso(proceso_de(adscripcion)))
    pedido = request.GET.get("de", "")
    origen = next((a for a in actores if str(a.pk) == pedido), None)
    contexto = {"actores": actores, "origen": origen}
    if origen is None:
        return render(request, "captura/movimientos/cambio_de_actor.html", contexto)
    datos = request.POST if request.method == "POST" else None
    form = CambioDeActorForm(datos, origen=origen, initial=CambioDeActorForm.ahora())
    contexto["form"] = form
    if form.is_valid():
        if request.POST.get("paso") != "2":
            contexto["formulas"] = form.cleaned_data["formulas"]
            return render(request, "captura/movimientos/cambio_de_actor_resumen.html", contexto)
        try:
            movidas = cambiar_de_actor(
                formulas=list(form.cleaned_data["formulas"]),
                actor=form.cleaned_data["actor"],
                acuerdo=form.cleaned_data["acuerdo"],
                surte_efecto_en=form.cleaned_data["surte_efecto_en"],
                adscripcion=adscripcion,
            )
        except MovimientoNoProcede as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Candidaturas que cambiaron de actor: {movidas}.")
            return redirect("captura:movimientos")
    return render(request, "captura/movimientos/cambio_de_actor.html", contexto)
