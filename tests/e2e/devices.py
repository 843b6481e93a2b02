"""The devices of our readers: what they say of themselves, and a voice."""

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0"
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"
DEVICES = {
    "android": f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Mobile Safari/537.36",
    "iphone": f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {SAFARI} Mobile/15E148",
    "ipad": f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {SAFARI} Safari/605.1.15",
    "windows": f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36",
}
# A voice that says nothing, and notes what it was asked to say. Headless browsers have none.
VOICE = """
  window.said = [];
  const voice = {lang: "fr-FR", localService: true, name: "Essai"};
  class Utterance { constructor(text) { this.text = text; } }
  Object.defineProperty(window, "SpeechSynthesisUtterance", {value: Utterance});
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => [voice],
    addEventListener() {},
    cancel() {},
    speak(utterance) {
      window.said.push(utterance.text);
      window.current = utterance;
      if (!window.slow) setTimeout(() => utterance.onend(), 0);
    },
  }});
"""
