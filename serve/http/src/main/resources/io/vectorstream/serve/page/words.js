// The page's words in English and Turkish; the browser's language decides.

const ENGLISH = {
  skip: "Skip to search",
  connecting: "Connecting …",
  gone: "The run has ended, or cannot be reached",
  STARTING: "Starting",
  READING: "Reading",
  RESTARTING: "Going on with another pipeline",
  ENDING: "Ending",
  DONE: "Done, and kept open",
  health: "Health",
  kafka: "Kafka",
  store: "Store",
  modelPart: "Model",
  pipeline: "Pipeline",
  UP: "well",
  DOWN: "not well",
  since: "since {0}",
  nothingYet: "Nothing has been read yet",
  sendSome: "Send some events, for example generated ones:",
  figures: "Events",
  read: "Read",
  stored: "Stored",
  deleted: "Deleted",
  deadLetters: "Dead letters",
  lag: "Waiting in Kafka",
  hitRate: "Vectors from the cache",
  texts: "Texts embedded",
  charts: "Charts",
  throughput: "Throughput",
  perSecond: "events/s",
  latency: "Latency, from Kafka to searchable",
  half: "p50",
  most: "p99",
  millis: "ms",
  seconds: "s",
  throughputSays: "Events a second over time; now {0}",
  latencySays: "Latency over time; now p50 {0}, p99 {1}",
  search: "Search",
  query: "What to look for",
  find: "Search",
  filters: "Filters",
  eventType: "Event type",
  category: "Category",
  minPrice: "Price from",
  maxPrice: "Price to",
  user: "User",
  mode: "Found by",
  modeBest: "What is best",
  modeHybrid: "Meaning and words",
  modeMeaning: "Meaning",
  modeWords: "Words",
  distinct: "Each product once",
  searching: "Searching …",
  noHits: "Nothing was found.",
  hit: "1 hit",
  hits: "{0} hits",
  similarTo: "Like {0}: {1}",
  more: "More like this",
  moreLike: "More like {0}",
  price: "Price",
  score: "Score",
  noLetters: "There are none.",
  lettersNewest: "The newest {0} of {1}.",
  commonest: "Commonest: {0}",
  value: "Value",
  notText: "not text, as Base64",
  cut: "cut off",
  replay: "Send again",
  replayOf: "Send again: {0}",
  replayed: "Sent again; the topic's records are read in their order.",
  letterFrom: "{0}, partition {1}, offset {2}",
  failed: "That did not work: {0}",
  unreachable: "the run cannot be reached",
  metricsLink: "Metrics",
  healthLink: "Health as JSON",
  apiLink: "API",
  tokenTitle: "Token needed",
  tokenWhy: "What changes something asks for the token in the file that --httpTokenFile names.",
  token: "Token",
  tokenWord: "A token is one word of ASCII characters.",
  cancel: "Cancel",
  goOn: "Go on",
  runner: "Runner",
  model: "Model",
  reads: "Reads",
  writes: "Writes",
  version: "Version",
};

const TURKISH = {
  skip: "Aramaya geç",
  connecting: "Bağlanılıyor …",
  gone: "Çalışma sona erdi ya da ulaşılamıyor",
  STARTING: "Başlıyor",
  READING: "Okuyor",
  RESTARTING: "Yeni bir işlem hattıyla sürüyor",
  ENDING: "Bitiyor",
  DONE: "Bitti, açık tutuluyor",
  health: "Sağlık",
  kafka: "Kafka",
  store: "Depo",
  modelPart: "Model",
  pipeline: "İşlem hattı",
  UP: "iyi",
  DOWN: "sorunlu",
  since: "{0} tarihinden beri",
  nothingYet: "Henüz hiçbir şey okunmadı",
  sendSome: "Birkaç olay gönderin, örneğin üretilmiş olaylar:",
  figures: "Olaylar",
  read: "Okunan",
  stored: "Saklanan",
  deleted: "Silinen",
  deadLetters: "İşlenemeyenler",
  lag: "Kafka'da bekleyen",
  hitRate: "Önbellekten vektör",
  texts: "Vektörlenen metin",
  charts: "Grafikler",
  throughput: "İş hızı",
  perSecond: "olay/sn",
  latency: "Gecikme, Kafka'dan aranabilir olana dek",
  half: "p50",
  most: "p99",
  millis: "ms",
  seconds: "sn",
  throughputSays: "Zaman içinde saniyedeki olay; şimdi {0}",
  latencySays: "Zaman içinde gecikme; şimdi p50 {0}, p99 {1}",
  search: "Arama",
  query: "Ne aranıyor",
  find: "Ara",
  filters: "Süzgeçler",
  eventType: "Olay türü",
  category: "Kategori",
  minPrice: "En düşük fiyat",
  maxPrice: "En yüksek fiyat",
  user: "Kullanıcı",
  mode: "Neye göre",
  modeBest: "En uygunu",
  modeHybrid: "Anlam ve kelimeler",
  modeMeaning: "Anlam",
  modeWords: "Kelimeler",
  distinct: "Her ürün bir kez",
  searching: "Aranıyor …",
  noHits: "Bir şey bulunamadı.",
  hit: "1 sonuç",
  hits: "{0} sonuç",
  similarTo: "{0} benzeri: {1}",
  more: "Benzerleri",
  moreLike: "Benzerleri: {0}",
  price: "Fiyat",
  score: "Puan",
  noLetters: "Hiç yok.",
  lettersNewest: "{1} kayıttan en yeni {0} tanesi.",
  commonest: "En sık: {0}",
  value: "Değer",
  notText: "metin değil, Base64 olarak",
  cut: "kısaltıldı",
  replay: "Yeniden gönder",
  replayOf: "Yeniden gönder: {0}",
  replayed: "Yeniden gönderildi; konunun kayıtları sırasıyla okunur.",
  letterFrom: "{0}, bölüm {1}, konum {2}",
  failed: "Olmadı: {0}",
  unreachable: "çalışmaya ulaşılamıyor",
  metricsLink: "Metrikler",
  healthLink: "JSON olarak sağlık",
  apiLink: "API",
  tokenTitle: "Belirteç gerekli",
  tokenWhy: "Bir şeyi değiştiren istekler, --httpTokenFile ile verilen dosyadaki belirteci ister.",
  token: "Belirteç",
  tokenWord: "Belirteç, ASCII karakterlerden oluşan tek bir sözcüktür.",
  cancel: "Vazgeç",
  goOn: "Sürdür",
  runner: "Çalıştırıcı",
  model: "Model",
  reads: "Okunan yer",
  writes: "Yazılan yer",
  version: "Sürüm",
};

/** What the run says of itself in English. */
const TOLD_IN_TURKISH = {
  "answers": "yanıt veriyor",
  "is being loaded": "yükleniyor",
  "was not looked at yet": "henüz bakılmadı",
  "starting": "başlıyor",
  "reading": "okuyor",
  "going on with another pipeline": "yeni bir işlem hattıyla sürüyor",
  "ending": "bitiyor",
  "has done all there was to do": "yapılacak her şeyi yaptı",
};

const turkish = (navigator.language || "").toLowerCase().startsWith("tr");
const words = turkish ? TURKISH : ENGLISH;

/** The language of the page, with the country that the browser names. */
export const locale = turkish ? "tr-TR" : navigator.language || "en";

/** Words by their key, with values in place of {0}, {1} and so on. */
export function say(key, ...values) {
  const text = words[key] ?? ENGLISH[key] ?? key;
  return text.replace(/\{(\d)\}/g, (all, index) => values[index] ?? all);
}

/** What the run says of itself, in the page's words where they are known. */
export function told(message) {
  return (turkish && TOLD_IN_TURKISH[message]) || message;
}

/** Puts the words into the page. */
export function translate(root) {
  root.documentElement.lang = turkish ? "tr" : "en";
  for (const node of root.querySelectorAll("[data-words]")) {
    node.textContent = say(node.dataset.words);
  }
}

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
const threeDigits = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, minimumFractionDigits: 3 });
const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });

export const number = (value) => whole.format(value);
export const price = (value) => twoDigits.format(value);
export const score = (value) => threeDigits.format(value);
export const share = (value) => percent.format(value);
export const moment = (value) => (Number.isNaN(Date.parse(value)) ? value : time.format(new Date(value)));

/** Milliseconds for a person; a dash where there are none. */
export function duration(millis) {
  if (millis < 0) {
    return "–";
  }
  return millis < 1000
    ? `${whole.format(millis)} ${say("millis")}`
    : `${oneDigit.format(millis / 1000)} ${say("seconds")}`;
}
