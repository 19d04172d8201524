// A burst of paper: dispatch "celebrate" with {x, y, pieces, spread} in pixels, or put [data-celebrate] on the page and it comes
// from both sides once. Nothing moves for those who asked for reduced motion. The canvas is gone when the last piece has fallen.
(() => {
  const COLOURS = ["#f2c66d", "#ffe7ae", "#e8412f", "#ff8f6b", "#07c160", "#7cc4ff", "#ffffff"];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const between = (low, high) => low + Math.random() * (high - low);
  let canvas = null;
  let pieces = [];
  let last = 0;

  function piece(x, y, angle, speed) {
    return {
      x, y,
      vx: Math.cos(angle) * speed,
      vy: Math.sin(angle) * speed,
      width: between(5, 10),
      height: between(8, 15),
      turn: between(0, Math.PI * 2),
      spin: between(-7, 7),
      flip: between(0, Math.PI * 2),
      flutter: between(6, 12),
      round: Math.random() < 0.25,
      colour: COLOURS[Math.floor(Math.random() * COLOURS.length)],
      life: between(1.7, 2.9),
    };
  }

  function burst({ x, y, pieces: count = 70, angle = -Math.PI / 2, spread = Math.PI * 0.9, speed = 760 }) {
    if (calm.matches) return;
    for (let i = 0; i < count; i += 1) pieces.push(piece(x, y, angle + between(-spread / 2, spread / 2), between(0.25, 1) * speed));
    if (canvas) return;
    canvas = document.createElement("canvas");
    canvas.className = "confetti";
    canvas.setAttribute("aria-hidden", "true");
    const scale = Math.min(devicePixelRatio, 2);
    canvas.width = innerWidth * scale;
    canvas.height = innerHeight * scale;
    canvas.getContext("2d").scale(scale, scale);
    document.body.append(canvas);
    last = performance.now();
    requestAnimationFrame(frame);
  }

  function move(bit, seconds) {
    const drag = Math.exp(-1.9 * seconds);
    bit.vx *= drag;
    bit.vy = bit.vy * drag + 620 * seconds;
    bit.x += (bit.vx + Math.sin(bit.flip) * 26) * seconds;
    bit.y += bit.vy * seconds;
    bit.turn += bit.spin * seconds;
    bit.flip += bit.flutter * seconds;
    bit.life -= seconds;
  }

  function draw(pen, bit) {
    pen.save();
    pen.globalAlpha = Math.min(1, Math.max(0, bit.life * 2));
    pen.translate(bit.x, bit.y);
    pen.rotate(bit.turn);
    pen.scale(1, Math.cos(bit.flip));
    pen.fillStyle = bit.colour;
    pen.beginPath();
    if (bit.round) pen.arc(0, 0, bit.width / 2, 0, Math.PI * 2);
    else pen.rect(-bit.width / 2, -bit.height / 2, bit.width, bit.height);
    pen.fill();
    pen.restore();
  }

  function frame(now) {
    const seconds = Math.min((now - last) / 1000, 0.05);
    last = now;
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, innerWidth, innerHeight);
    pieces = pieces.filter((bit) => bit.life > 0 && bit.y < innerHeight + 40);
    for (const bit of pieces) {
      move(bit, seconds);
      draw(pen, bit);
    }
    if (pieces.length) return requestAnimationFrame(frame);
    canvas.remove();
    canvas = null;
  }

  document.addEventListener("celebrate", (event) => burst(event.detail));
  document.addEventListener("DOMContentLoaded", () => {
    if (!document.querySelector("[data-celebrate]")) return;
    const [x, y] = [innerWidth, innerHeight * 0.62];
    burst({ x: -10, y, angle: -Math.PI / 3, spread: 0.9, speed: 1150 });
    burst({ x: x + 10, y, angle: (-Math.PI * 2) / 3, spread: 0.9, speed: 1150 });
    setTimeout(() => burst({ x: x / 2, y: innerHeight * 0.3, pieces: 60 }), 350);
  });
})();
