"""Un oficio se acusa, se atiende y toma sus avisos una sola vez, aunque dos lo pidan a la vez."""

from functools import partial

import pytest

from captura.servicios.sustituciones import dar_de_baja
from conoceles.comun import reloj
from informes.models import Oficio
from informes.servicios import registro
from tests.captura.conftest import en_medio, otra_conexion, papeles  # noqa: F401
from tests.captura.test_concurrencia_de_movimientos import comunes

pytestmark = pytest.mark.django_db(transaction=True)


def datos(sentido):
    return {
        "sentido": sentido,
        "canal": "sivople",
        "numero": "IEC/SE/2000/2023",
        "fecha": reloj.hoy(),
        "asunto": "Asunto ficticio",
        "corresponsal": "INE",
    }


@pytest.mark.parametrize(
    ("sentido", "paso", "mas"),
    [("enviado", "registrar_acuse", {"referencia": "S-9"}), ("recibido", "atender_oficio", {})],
)
def test_se_acusa_y_se_atiende_una_vez(papeles, en_medio, sentido, paso, mas):  # noqa: F811
    secretaria = papeles.cuentas["secretaria"]
    oficio = Oficio.objects.create(
        proceso=papeles.proceso,
        registrado_por=secretaria.usuario,
        registrado_en=reloj.ahora(),
        **datos(sentido),
    )
    darlo = partial(
        getattr(registro, paso), oficio=oficio, dia=reloj.hoy(), adscripcion=secretaria, **mas
    )
    otro = en_medio(registro, "_anotar", darlo)
    darlo()
    assert isinstance(otro(), registro.RegistroImposible)


def test_un_aviso_va_en_un_solo_oficio(papeles, en_medio):  # noqa: F811
    aviso = dar_de_baja(**comunes(papeles)).aviso
    registrar = partial(
        registro.registrar_oficio,
        proceso=papeles.proceso,
        datos=datos("enviado"),
        avisos=[aviso],
        adscripcion=papeles.cuentas["secretaria"],
    )
    otro = en_medio(registro, "_anotar", registrar)
    registrar()
    assert isinstance(otro(), registro.RegistroImposible)
    assert aviso.oficios.count() == 1
