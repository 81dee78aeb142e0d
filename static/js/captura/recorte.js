// Elegir el recuadro de la fotografía antes de subirla: input[data-conoceles-recortar="id"].
// El servidor recorta; aquí solo se dice dónde, en fracciones de la imagen enderezada. Sin este archivo
// el campo «recorte» viaja vacío y el servidor toma el centro.
(() => {
    "use strict";

    const PROPORCION = 4 / 5;
    const entrada = document.querySelector("input[data-conoceles-recortar]");
    const caja = entrada && document.getElementById(entrada.dataset.conocelesRecortar);
    const destino = entrada && entrada.form.elements.recorte;
    if (!caja || !destino) {
        return;
    }
    const imagen = caja.querySelector(".recortador__imagen");
    const marco = caja.querySelector(".recortador__marco");
    const lienzo = caja.querySelector("canvas");
    const [tamano, horizontal, vertical] = caja.querySelectorAll("input[type=range]");
    const controles = [tamano, horizontal, vertical];

    // El recuadro en píxeles de la imagen, según los tres controles.
    function recuadro() {
        const { naturalWidth: ancho, naturalHeight: alto } = imagen;
        const mayor = Math.min(ancho, alto * PROPORCION);
        const menor = Math.min(mayor, Math.max(Number(caja.dataset.minimo), mayor * 0.2));
        const w = menor + (mayor - menor) * (tamano.value / 100);
        const h = w / PROPORCION;
        return {
            x: (ancho - w) * (horizontal.value / 100),
            y: (alto - h) * (vertical.value / 100),
            w, h, ancho, alto,
        };
    }

    function pintar() {
        const { x, y, w, h, ancho, alto } = recuadro();
        const partes = [x / ancho, y / alto, w / ancho, h / alto];
        destino.value = partes.map((parte) => parte.toFixed(5)).join(",");
        ["left", "top", "width", "height"].forEach((lado, i) => {
            marco.style[lado] = `${partes[i] * 100}%`;
        });
        lienzo.getContext("2d").drawImage(imagen, x, y, w, h, 0, 0, lienzo.width, lienzo.height);
    }

    function mover(control, avance, libre) {
        if (libre > 0) {
            control.value = Number(control.value) + (avance / libre) * 100;
        }
    }

    entrada.addEventListener("change", () => {
        caja.hidden = true;
        destino.value = "";
        const [archivo] = entrada.files;
        if (!archivo || !archivo.type.startsWith("image/")) {
            return;
        }
        const lector = new FileReader();
        // Como data: y no como blob:, que la política de contenido no admite.
        lector.addEventListener("load", () => { imagen.src = lector.result; });
        lector.readAsDataURL(archivo);
    });

    imagen.addEventListener("load", () => {
        if (imagen.naturalWidth > 1) {
            [100, 50, 50].forEach((valor, i) => { controles[i].value = valor; });
            caja.hidden = false;
            pintar();
        }
    });

    controles.forEach((control) => {
        // Sin saltos al arrastrar; las flechas del teclado avanzan de todos modos una centésima.
        control.step = "any";
        control.addEventListener("input", pintar);
    });

    marco.addEventListener("pointerdown", (evento) => {
        marco.setPointerCapture(evento.pointerId);
        evento.preventDefault();
    });
    marco.addEventListener("pointermove", (evento) => {
        if (!marco.hasPointerCapture(evento.pointerId)) {
            return;
        }
        const { w, h, ancho, alto } = recuadro();
        const escala = ancho / imagen.clientWidth;
        mover(horizontal, evento.movementX * escala, ancho - w);
        mover(vertical, evento.movementY * escala, alto - h);
        pintar();
    });
})();
