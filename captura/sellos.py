"""El sello del instituto en un PDF (PAdES): quién lo emitió y que nadie lo cambió después.

El certificado llega en un PKCS#12 (`SELLO_P12`, `SELLO_CLAVE`). En la demostración y en las pruebas
se hace uno propio, que nadie reconoce y que lo dice en su nombre.
"""

import io
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from conoceles.comun import reloj

CAMPO = "SelloDelInstituto"
NOMBRE_DE_DEMOSTRACION = "DEMOSTRACIÓN: sello sin valor oficial"


def sellar(pdf: bytes, *, motivo: str, folio: str) -> bytes:
    """El mismo PDF con el sello; cualquier cambio posterior lo invalida y el lector lo dice.

    Lanza `ImproperlyConfigured` si el certificado falta o su clave no lo abre.
    """
    # Importar pyhanko tarda; solo lo espera quien sella.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    class ConNuestroReloj(PdfSigner):
        def init_signing_session(self, *args, **kwargs):
            sesion = super().init_signing_session(*args, **kwargs)
            sesion.system_time = reloj.ahora()
            return sesion

    firmante = ConNuestroReloj(
        PdfSignatureMetadata(
            field_name=CAMPO,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            reason=f"{motivo}. Folio {folio}",
            location=settings.INSTITUTO["nombre"],
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        ),
        signer=_llave(settings.SELLO_P12, settings.SELLO_CLAVE),
        # PDF/UA pide que un campo que no se ve tampoco se anuncie a quien escucha.
        new_field_spec=SigFieldSpec(
            CAMPO, invis_sig_settings=InvisSigSettings(set_hidden_flag=True)
        ),
    )
    salida = io.BytesIO()
    # En su propio hilo: pyHanko abre un ciclo de eventos, y quien llama puede estar ya en uno.
    with ThreadPoolExecutor(1) as aparte:
        entrada = IncrementalPdfFileWriter(io.BytesIO(pdf))
        aparte.submit(firmante.sign_pdf, entrada, output=salida).result()
    return salida.getvalue()


@cache
def _llave(ruta: Path, clave: str) -> Any:
    from pyhanko.sign.signers import SimpleSigner

    if settings.ES_DEMO and not ruta.exists():
        _hacer_el_de_demostracion(ruta, clave)
    try:
        return SimpleSigner.load_pkcs12_data(ruta.read_bytes(), [], clave.encode())
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"No se pudo abrir el certificado del sello (SELLO_P12, SELLO_CLAVE): {error}"
        ) from error


def _hacer_el_de_demostracion(ruta: Path, clave: str) -> None:
    llave = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    nombre = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, NOMBRE_DE_DEMOSTRACION),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.INSTITUTO["nombre"]),
        ]
    )
    certificado = (
        x509.CertificateBuilder()
        .subject_name(nombre)
        .issuer_name(nombre)
        .public_key(llave.public_key())
        .serial_number(x509.random_serial_number())
        # Antes del reloj de la demostración y mucho después del de verdad.
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2045, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(llave, SHA256())
    )
    datos = pkcs12.serialize_key_and_certificates(
        b"sello", llave, certificado, None, BestAvailableEncryption(clave.encode())
    )
    ruta.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Entero o nada, y el primero que llega gana: servidor y trabajador pueden hacerlo a la vez.
    descriptor, temporal = tempfile.mkstemp(dir=ruta.parent)  # solo su dueño lo lee
    with os.fdopen(descriptor, "wb") as archivo:
        archivo.write(datos)
    try:
        os.link(temporal, ruta)
    except FileExistsError:
        pass
    finally:
        Path(temporal).unlink()
