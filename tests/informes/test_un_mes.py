"""Un mes entero, del borrador vacío al acuse: las nueve clases nacen de actos o de formularios."""

import hashlib
from datetime import date

import pytest
from django.urls import reverse

from candidaturas.models import InformePublico
from captura.models import Acto, ClaseDeActo, Rol
from conoceles.comun import reloj
from informes.calendario import Calendario
from informes.models import (
    EstadoDeActividad,
    InformeMensual,
    Oficio,
    TipoDeActividad,
)
from informes.registro_de_actividades import renglones
from informes.servicios import registro, sesion
from informes.servicios.renglones import unir_renglones
from tests.fabricas import AdscripcionFactory
from tests.informes.conftest import momento

JUNIO = date(2023, 6, 1)
OFICIO = {
    "sentido": "enviado",
    "canal": "sivople",
    "numero": "IEC/SE/2000/2023",
    "fecha": "2023-06-05",
    "asunto": "Sustituciones de candidaturas",
    "corresponsal": "INE, UTVOPL",
}


def pagina(nombre, proceso, *partes, mes="2023-06"):
    argumentos = [proceso.clave, *([mes] if mes else []), *partes]
    return reverse(f"informes:{nombre}", args=argumentos)


@pytest.fixture
def comision(proceso):
    return AdscripcionFactory(rol=Rol.COMISION)


def en_el_borrador(proceso):
    calendario = Calendario.de(proceso)
    return renglones(calendario, calendario.informe(JUNIO))


def test_las_nueve_clases_nacen_de_un_acto_o_de_un_formulario(proceso, entrar, personal, atender):
    from captura.bitacora import anotar
    from informes.cuantitativo.cortes import registrar_corte

    atender(siglas="PT", recibida=momento(6, 2))
    cliente = entrar(personal)
    with reloj.en(momento(6, 20)):
        cliente.post(pagina("oficio_nuevo", proceso, mes=None), OFICIO)
        oficio = Oficio.objects.get()
        cerrar = pagina("oficio_cerrar", proceso, oficio.pk, mes=None)
        cliente.post(cerrar, {"dia": "2023-06-05", "referencia": "SIVOPLE 88"})
        recibido = OFICIO | {
            "sentido": "recibido",
            "numero": "INE/UTVOPL/0300/2023",
            "atendido_el": "2023-06-07",
        }
        cliente.post(pagina("oficio_nuevo", proceso, mes=None), recibido)
        for tipo, texto in (
            ("difusion_evento", "Se realizó difusión del sistema en dos ferias."),
            ("material_difusion", "Se elaboró material de difusión."),
            ("difusion_aliados", "Se envió material a las Alianzas Estratégicas."),
        ):
            datos = {"tipo": tipo, "descripcion": texto, "inicia_el": "2023-06-08"}
            if tipo == "difusion_evento":
                datos["lugares"] = "08/06/2023 Piedras Negras\n09/06/2023 Múzquiz"
            respuesta = cliente.post(pagina("difusion_nueva", proceso, mes=None), datos)
            assert respuesta.status_code == 302
        anotar(clase=ClaseDeActo.EXPEDIENTE, proceso=proceso, autor=personal.usuario)
        registrar_corte(
            proceso=proceso, corte=momento(6, 19), clase="parcial", adscripcion=personal
        )
        propuestos = en_el_borrador(proceso)
    assert {r.tipo for r in propuestos} == set(TipoDeActividad)
    por_tipo = {r.tipo: r for r in propuestos}
    assert por_tipo["envio_INE"].descripcion == (
        "Se informó al INE vía SIVOPLE a través del oficio IEC/SE/2000/2023 sobre sustituciones "
        "de candidaturas."
    )
    assert por_tipo["acuse_INE"].descripcion == (
        "Se recibió acuse de recepción vía SIVOPLE del oficio No. IEC/SE/2000/2023."
    )
    assert str(por_tipo["oficio_INE_recibido_atendido"].inicia_el) == "2023-06-07"
    assert [f.lugar for f in por_tipo["difusion_evento"].lugares] == ["Piedras Negras", "Múzquiz"]


def test_del_borrador_al_acuse(proceso, entrar, personal, comision, atender):
    atender(siglas="PT", recibida=momento(6, 2))
    de_uttai, de_comision = entrar(personal), None
    with reloj.en(momento(6, 28)):
        nuevo = {
            "tipo": "difusion_evento",
            "descripcion": "Se dio una plática.",
            "inicia_el": "2023-06-10",
        }
        de_uttai.post(pagina("renglon_nuevo", proceso), nuevo)
        reunion = {
            "tipo": "Sesión ordinaria",
            "fecha": "2023-06-28",
            "orden_del_dia": "Lista de asistencia\n\nClausura",
        }
        de_uttai.post(pagina("reunion_nueva", proceso), reunion)
        textos = {"desde": "2023-06-01", "hasta": "2023-06-27", "firma_nombre": "P. FICTICIA"}
        assert de_uttai.post(pagina("textos", proceso), textos).status_code == 302
        vista = de_uttai.get(pagina("detalle", proceso)).text
        assert "Se dio una plática." in vista
        assert "Clausura" in vista
        de_uttai.post(pagina("paso", proceso, "a-sesion"))
        informe = InformeMensual.objects.get()
        assert informe.estado == "en_sesion"
        assert all(r.pk for r in en_el_borrador(proceso)), "los propuestos se guardan"
        edicion = de_uttai.post(pagina("renglon_nuevo", proceso), nuevo).text
        assert "Regréselo a borrador" in edicion
        de_comision = entrar(comision)
        aprobacion = {
            "sesion": "sesión ordinaria",
            "voto": "unanimidad",
            "aprobado_el": "2023-06-28",
        }
        assert de_comision.post(pagina("aprobar", proceso), aprobacion).status_code == 302
    informe.refresh_from_db()
    assert informe.estado == "aprobado"
    assert informe.nota_aprobacion == (
        "Informe aprobado por unanimidad de los presentes, en la sesión ordinaria de la Comisión "
        "de Transparencia y Acceso a la Información, de fecha veintiocho (28) de junio de 2023."
    )
    publico = InformePublico.objects.get()
    with publico.pdf.open() as archivo:
        assert hashlib.sha256(archivo.read()).hexdigest() == publico.pdf_huella
    with reloj.en(momento(7, 3)):
        oficio = OFICIO | {"fecha": "2023-06-30", "informe": informe.pk}
        de_uttai.force_login(personal.usuario)
        de_uttai.post(pagina("oficio_nuevo", proceso, mes=None), oficio)
        informe.refresh_from_db()
        assert informe.estado == "enviado"
        cerrar = pagina("oficio_cerrar", proceso, Oficio.objects.get().pk, mes=None)
        de_uttai.post(cerrar, {"dia": "2023-06-30"})
        informe.refresh_from_db()
        assert informe.estado == "acusado"
        # Lo aprobado se sirve congelado, aunque cambie aquello de que salió.
        antes = de_uttai.get(pagina("descargar", proceso, "pdf")).content
        InformeMensual.objects.filter(pk=informe.pk).update(objetivo="Otro objetivo")
        assert de_uttai.get(pagina("descargar", proceso, "pdf")).content == antes
        assert hashlib.sha256(antes).hexdigest() == publico.pdf_huella
        # El envío y el acuse son renglones del informe siguiente.
        julio = Calendario.de(proceso)
        del_mes = renglones(julio, julio.informe(date(2023, 7, 1)))
        assert {r.tipo for r in del_mes} == {"envio_INE", "acuse_INE"}
        assert "correspondiente al mes de junio" in del_mes[0].descripcion
        de_uttai.post(pagina("paso", proceso, "corregir"), {"motivo": "Una fecha mal escrita"})
        version = InformeMensual.objects.get(version=2)
        assert version.estado == "borrador"
        assert version.actividades.count() == informe.actividades.count() == 2
        assert version.reuniones.get().puntos.count() == 2
    transiciones = Acto.objects.filter(clase=ClaseDeActo.ESTADO_DE_INFORME).values_list(
        "contenido__datos__hacia", flat=True
    )
    assert list(transiciones) == ["en_sesion", "aprobado", "enviado", "acusado"]


def test_unir_deja_un_renglon_y_rastro_del_otro(proceso, personal, atender):
    atender(siglas="PT", recibida=momento(6, 2))
    atender(siglas="UDC", recibida=momento(6, 4))
    with reloj.en(momento(6, 12)):
        uno, otro = en_el_borrador(proceso)
        unir_renglones(informe=uno.informe, en=uno, otro=otro, adscripcion=personal)
        queda, sobra = sorted(en_el_borrador(proceso), key=lambda r: r.estado)
    assert (queda.estado, sobra.estado) == (EstadoDeActividad.ACEPTADA, EstadoDeActividad.UNIDA)
    assert (queda.inicia_el.day, queda.termina_el.day) == (2, 4)
    assert sobra.unida_a == queda


def test_mover_cambia_el_orden(proceso, entrar, personal, atender):
    atender(siglas="PT", recibida=momento(6, 2))
    atender(siglas="UDC", recibida=momento(6, 4))
    cliente = entrar(personal)
    with reloj.en(momento(6, 12)):
        primero, segundo = en_el_borrador(proceso)
        mover = pagina("renglon_mover", proceso, segundo.clave)
        cliente.post(mover, {"subir": "1"})
        assert [r.clave for r in en_el_borrador(proceso)] == [segundo.clave, primero.clave]


def test_una_frase_cambiada_redacta_los_renglones(proceso, personal, atender):
    atender(siglas="PT", recibida=momento(6, 2))
    with reloj.en(momento(6, 12)):
        registro.guardar_frase(
            clave="habilitacion", texto="Pidió {solicitante}.", adscripcion=personal
        )
        assert en_el_borrador(proceso)[0].descripcion == "Pidió el partido político PT."
        for mala in ("{otra}", "{solicitante"):
            with pytest.raises(registro.RegistroImposible):
                registro.guardar_frase(clave="habilitacion", texto=mala, adscripcion=personal)
        registro.guardar_frase(clave="habilitacion", texto=" ", adscripcion=personal)
        assert "petición realizada" in en_el_borrador(proceso)[0].descripcion


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        ({"hasta": date(2023, 5, 1)}, "termina antes"),
        ({"desde": date(2019, 1, 1)}, "fuera del proceso"),
        ({"desde": date(2023, 5, 20)}, "se encima"),
    ],
)
def test_un_periodo_imposible_dice_por_que(proceso, personal, cambio, dicho):
    from informes.carga import cargar_informe_de_mayo

    cargar_informe_de_mayo(proceso=proceso)
    with reloj.en(momento(6, 12)):
        informe = Calendario.de(proceso).informe(JUNIO)
        datos = {"desde": date(2023, 6, 1), "hasta": date(2023, 6, 27)} | cambio
        with pytest.raises(sesion.PeriodoImposible, match=dicho):
            sesion.editar_textos(informe=informe, datos=datos, adscripcion=personal)


def test_solo_la_comision_aprueba_y_solo_en_sesion(proceso, personal, comision):
    from django.core.exceptions import PermissionDenied

    with reloj.en(momento(6, 28)):
        informe = Calendario.de(proceso).informe(JUNIO)
        datos = {"sesion": "sesión", "voto": "unanimidad", "aprobado_el": date(2023, 6, 28)}
        with pytest.raises(PermissionDenied):
            sesion.aprobar(informe=informe, adscripcion=personal, **datos)
        with pytest.raises(sesion.PasoNoPermitido):
            sesion.aprobar(informe=informe, adscripcion=comision, **datos)
    assert not InformePublico.objects.exists()


def test_el_escaneo_tiene_que_ser_un_pdf(proceso, personal, comision):
    with reloj.en(momento(6, 28)):
        informe = Calendario.de(proceso).informe(JUNIO)
        sesion.llevar_a_sesion(informe=informe, adscripcion=personal)
        aprobacion = {"sesion": "sesión", "voto": "mayoria", "aprobado_el": date(2023, 6, 28)}
        informe = sesion.aprobar(informe=informe, adscripcion=comision, **aprobacion)
        with pytest.raises(sesion.EscaneoRechazado):
            sesion.subir_firmado(informe=informe, datos=b"GIF89a", adscripcion=personal)
        sesion.subir_firmado(informe=informe, datos=b"%PDF-1.7 x", adscripcion=personal)
    assert informe.archivos.filter(clase="firmado").count() == 1


def test_transparencia_enlaza_lo_aprobado_y_nada_mas(proceso, client):
    from informes.carga import cargar_informe_de_mayo

    assert "Aún no hay informes aprobados" in client.get("/transparencia/").text
    cargar_informe_de_mayo(proceso=proceso)
    vista = client.get("/transparencia/").text
    publico = InformePublico.objects.get()
    assert publico.pdf.url in vista
    assert publico.docx_huella in vista
    respuesta = client.get(publico.pdf.url)
    servido = b"".join(respuesta.streaming_content)
    respuesta.close()
    assert hashlib.sha256(servido).hexdigest() == publico.pdf_huella


def test_el_aviso_de_una_sustitucion_se_va_en_un_solo_oficio(proceso, entrar, personal):
    from captura.models import AvisoAlINE, Causa, EstadoDeAviso
    from captura.servicios.sustituciones import dar_de_baja
    from tests.fabricas import CuestionarioFactory

    coordinacion = AdscripcionFactory(rol=Rol.COORDINACION)
    with reloj.en(momento(6, 1)):
        candidatura = CuestionarioFactory(
            candidatura__formula__eleccion__cargo__proceso=proceso,
            candidatura__formula__actor__proceso=proceso,
        ).candidatura
    with reloj.en(momento(6, 4)):
        dar_de_baja(
            candidatura=candidatura,
            causa=Causa.RENUNCIA,
            acuerdo="IEC/CG/90/2023",
            surte_efecto_en=momento(6, 3),
            adscripcion=coordinacion,
        )
        aviso = AvisoAlINE.objects.get()
        cliente = entrar(personal)
        assert aviso.asunto in cliente.get(pagina("registro", proceso, mes=None)).text
        datos = OFICIO | {"fecha": "2023-06-04", "avisos": [aviso.pk]}
        cliente.post(pagina("oficio_nuevo", proceso, mes=None), datos)
        aviso.refresh_from_db()
        assert aviso.estado == EstadoDeAviso.EN_OFICIO
        assert aviso.oficios.get().numero == OFICIO["numero"]
        with pytest.raises(registro.RegistroImposible):
            registro.registrar_oficio(
                proceso=proceso,
                datos={
                    **{c: OFICIO[c] for c in ("sentido", "canal", "numero", "asunto")},
                    "corresponsal": "INE",
                    "fecha": date(2023, 6, 4),
                },
                avisos=[aviso],
                adscripcion=personal,
            )


def test_un_texto_fijo_cambiado_vale_para_los_borradores_y_no_para_lo_aprobado(
    proceso, personal, entrar
):
    from informes.carga import cargar_informe_de_mayo
    from informes.models import PlantillaDeRedaccion

    cargar_informe_de_mayo(proceso=proceso)
    cliente = entrar(personal)
    direccion = reverse("informes:frase", args=[proceso.clave, "objetivo"])

    def dice(mes):
        return "Que se sepa en 2023." in cliente.get(pagina("detalle", proceso, mes=mes)).text

    with reloj.en(momento(6, 12)):
        cliente.post(direccion, {"texto": "Que se sepa en {anio}."})
        assert dice("2023-06")
        assert not dice("2023-05")
        mala = cliente.post(direccion, {"texto": "Que se sepa en {otro}."}).text
        assert "no sabe qué poner en {otro}" in mala
        cliente.post(direccion, {"texto": ""})
        assert not dice("2023-06")
        vista = cliente.get(direccion)
    assert [(v.quien, v.texto) for v in vista.context["versiones"]] == [
        ("Rita Revisora", ""),
        ("Rita Revisora", "Que se sepa en {anio}."),
    ]
    assert PlantillaDeRedaccion.objects.count() == 1


def test_la_vista_previa_ensena_lo_que_se_escribe_sin_guardarlo(
    proceso, entrar, personal, comision, atender, monkeypatch
):
    from informes.formatos import pdf

    acto = atender(siglas="PT", recibida=momento(6, 2))
    vistos = []
    monkeypatch.setattr(pdf, "imagenes", lambda contenido, cuantas: vistos.append(contenido) or [])
    cliente = entrar(personal)
    previa = pagina("vista_previa", proceso)
    renglon = {
        "renglon": f"acto-{acto.pk}",
        "tipo": "habilitacion_compromisos",
        "descripcion": "Otra redacción.",
        "inicia_el": "2023-06-02",
        "lugares": "03/06/2023 Múzquiz",
    }
    with reloj.en(momento(6, 12)):
        cliente.post(previa, renglon)
        cliente.post(previa, renglon | {"renglon": "", "descripcion": "Uno nuevo."})
        cliente.post(previa, {"desde": "2023-06-01", "objetivo": "Objetivo a medias"})
        assert cliente.post(previa, renglon | {"inicia_el": "2023-06-"}).status_code == 200
        assert cliente.post(previa, renglon | {"renglon": "acto-999999"}).status_code == 404
        cliente = entrar(comision)
        assert cliente.post(previa, renglon).status_code == 403
    en_su_lugar, nuevo, textos = vistos
    [(_, celda, fechas)] = en_su_lugar.seccion("actividades").tabla.filas
    assert (celda.lineas, fechas.lineas) == (("Otra redacción.",), ("03/06/2023 Múzquiz",))
    assert [f[1].lineas[0][:9] for f in nuevo.seccion("actividades").tabla.filas] == [
        "Se recibi", "Uno nuevo",
    ]  # fmt: skip
    assert textos.seccion("objetivo").parrafos[0].texto == "Objetivo a medias"
    assert not InformeMensual.objects.exists()


def test_una_correccion_dice_que_cambio(proceso, entrar, personal):

    from informes.carga import cargar_informe_de_mayo

    aprobado = cargar_informe_de_mayo(proceso=proceso)
    cliente = entrar(personal)
    with reloj.en(momento(6, 12)):
        sesion.corregir(informe=aprobado, motivo="El lugar", adscripcion=personal)
        version = InformeMensual.objects.get(version=2)
        # La nota de aprobación es de la primera versión: la segunda tendrá la suya.
        sin_nota = cliente.get(pagina("detalle", proceso, mes="2023-05")).context["cambios"]
        assert [(c.parte, c.ahora) for c in sin_nota] == [("APROBACIÓN", "")]
        sexto = version.actividades.en_orden()[5]
        version.actividades.filter(pk=sexto.pk).update(descripcion="Se dio una plática.")
        version.actividades.en_orden()[20].delete()
        cambios = cliente.get(pagina("detalle", proceso, mes="2023-05")).context["cambios"]
    assert [(c.parte, c.antes[:20], c.ahora[:20]) for c in cambios[:2]] == [
        ("ACTIVIDADES REALIZADAS", "Se atendió platica d", "Se dio una plática. "),
        ("ACTIVIDADES REALIZADAS", "Se recibió y atendió", ""),
    ]


def test_la_orden_tambien_da_los_bytes_congelados(proceso, tmp_path):
    from django.core.management import call_command

    from informes.carga import cargar_informe_de_mayo

    informe = cargar_informe_de_mayo(proceso=proceso)
    InformeMensual.objects.update(objetivo="Otro objetivo")
    for formato in ("pdf", "docx"):
        salida = tmp_path / f"mayo.{formato}"
        call_command(
            "informe_mensual",
            *("--proceso", "pel-2023", "--mes", "2023-05"),
            *("--formato", formato, "--salida", str(salida)),
        )
        congelado = informe.archivos.get(clase=formato)
        assert hashlib.sha256(salida.read_bytes()).hexdigest() == congelado.huella


def test_el_registro_avisa_del_acuse_que_falta_y_da_la_evidencia(proceso, entrar, personal):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from candidaturas.models import Parametro

    cliente = entrar(personal)
    direccion = pagina("registro", proceso, mes=None)
    with reloj.en(momento(6, 7)):
        cliente.post(pagina("oficio_nuevo", proceso, mes=None), OFICIO)
        falta = f"Falta el acuse del oficio {OFICIO['numero']}"
        assert falta not in cliente.get(direccion).text, "sin plazo fijado no hay atraso"
        Parametro.objects.create(proceso=proceso, clave="informe_dias_acuse", valor="2", cita="X")
        assert falta not in cliente.get(direccion).text
    with reloj.en(momento(6, 8)):
        assert falta in cliente.get(direccion).text
        datos = {
            "tipo": "difusion_evento",
            "descripcion": "Se realizó difusión.",
            "inicia_el": "2023-06-08",
            "documentos": "Oficio IEC/SE/7/2023",
            "evidencia": SimpleUploadedFile("foto.jpg", b"bytes de la foto"),
        }
        cliente.post(pagina("difusion_nueva", proceso, mes=None), datos)
        assert "Oficio IEC/SE/7/2023" in cliente.get(direccion).text
    difusion = proceso.difusiones.get()
    respuesta = cliente.get(pagina("difusion_evidencia", proceso, difusion.pk, mes=None))
    assert b"".join(respuesta.streaming_content) == b"bytes de la foto"
    respuesta.close()
    assert respuesta["Content-Disposition"].startswith("attachment")
    assert respuesta["X-Content-Type-Options"] == "nosniff"
