//! A real browser, driven over WebDriver: Chromium without a window, with a profile
//! of its own that is gone afterwards.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::{ParseError, Url};

/// What a browser may be told to be like.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) dark: bool,
    /// Whether scripts run.
    pub(crate) script: bool,
    /// The languages it asks for.
    pub(crate) languages: &'static str,
}

impl Default for Window {
    fn default() -> Window {
        Window { width: 1280, height: 900, dark: false, script: true, languages: "en-GB,en" }
    }
}

pub(crate) struct Browser {
    pub(crate) client: Client,
    driver: Child,
    port: u16,
    session: String,
    folder: TempDir,
}

impl Browser {
    /// Start one.
    pub(crate) async fn start(window: Window) -> Browser {
        let (driver, port) = driver();
        let folder = tempfile::tempdir().expect("a folder");
        let capabilities = capabilities(window, folder.path());
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a session with Chromium");
        let session = client.session_id().await.expect("a session").expect("its name");
        let browser = Browser { client, driver, port, session, folder };
        let size = json!({ "width": window.width, "height": window.height,
            "deviceScaleFactor": 1, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
        // The page it starts with is none of ours.
        browser.client.goto("about:blank").await.expect("an empty page");
        browser.log("performance").await;
        browser
    }

    /// Open a file of the disk.
    pub(crate) async fn open(&self, file: &Path) {
        self.client.goto(&format!("file://{}", file.display())).await.expect("the file opens");
    }

    /// What a script returns.
    pub(crate) async fn js(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.expect(script)
    }

    /// What a script returns, as text.
    pub(crate) async fn text(&self, script: &str) -> String {
        self.js(script).await.as_str().unwrap_or_else(|| panic!("no text: {script}")).to_owned()
    }

    pub(crate) async fn find(&self, selector: &str) -> Element {
        self.client.find(Locator::Css(selector)).await.expect(selector)
    }

    /// Click on what a person could click on.
    pub(crate) async fn click(&self, selector: &str) {
        self.find(selector).await.click().await.expect(selector);
    }

    /// Press keys, wherever the focus is.
    pub(crate) async fn keys(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.expect("keys are taken");
    }

    /// The words of the first element, as they are seen.
    pub(crate) async fn seen(&self, selector: &str) -> String {
        self.find(selector).await.text().await.expect(selector)
    }

    /// A file that the page let the reader save.
    pub(crate) async fn downloaded(&self, name: &str) -> String {
        let path = self.downloads().join(name);
        for _ in 0..100 {
            // An empty file holds the name until the text is whole.
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            if !text.is_empty() {
                std::fs::remove_file(&path).expect("the file can go");
                return text;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{name} was not saved");
    }

    fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// What went wrong or out: complaints of the console (the policy's among them) and
    /// requests for anything but the file itself.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let mut found = Vec::new();
        for entry in self.log("browser").await {
            found.push(entry["message"].to_string());
        }
        for entry in self.log("performance").await {
            let message: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("{}"))
                .expect("an event is JSON");
            let event = &message["message"];
            let url = event["params"]["request"]["url"].as_str().unwrap_or("file:");
            let is_own =
                ["file:", "blob:", "data:", "chrome:"].iter().any(|own| url.starts_with(own));
            if event["method"] == "Network.requestWillBeSent" && !is_own {
                found.push(format!("a request for {url}"));
            }
        }
        if let Ok(text) = self.client.get_alert_text().await {
            found.push(format!("a dialog: {text}"));
        }
        found
    }

    async fn log(&self, kind: &'static str) -> Vec<Value> {
        let log = Extra { path: "se/log", body: json!({ "type": kind }) };
        let entries = self.client.issue_cmd(log).await.expect("the log");
        entries.as_array().cloned().unwrap_or_default()
    }

    /// A command of the developers' tools.
    pub(crate) async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let command = Extra { path: "goog/cdp/execute", body };
        self.client.issue_cmd(command).await.expect("the developers' tools")
    }
}

impl Drop for Browser {
    /// End the session, so that Chromium goes, and then its driver.
    fn drop(&mut self) {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
            let _ = write!(
                stream,
                "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                self.session
            );
            let _ = stream.read(&mut [0; 1]); // it answers when Chromium is gone
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Start the driver on a free port, which it tells.
fn driver() -> (Child, u16) {
    let name = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
    let mut child = Command::new(&name)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|cause| panic!("{name}: {cause}; install chromium and chromium-driver"));
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let port = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| {
            line.rsplit_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
        })
        .expect("the driver tells its port");
    std::thread::spawn(move || lines.for_each(drop)); // or its pipe would fill
    (child, port)
}

fn capabilities(window: Window, folder: &Path) -> serde_json::Map<String, Value> {
    let mut args: Vec<String> = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    .map(String::from)
    .into();
    args.push(format!("--user-data-dir={}", folder.join("profile").display()));
    args.push(format!("--window-size={},{}", window.width, window.height));
    if window.dark {
        args.push("--blink-settings=preferredColorScheme=0".into());
    }
    let mut prefs = json!({
        "download.default_directory": folder.join("downloads"),
        "intl.accept_languages": window.languages,
    });
    if !window.script {
        prefs["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    let all = json!({
        "goog:chromeOptions": { "args": args, "prefs": prefs },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "unhandledPromptBehavior": "ignore",
    });
    all.as_object().expect("an object").clone()
}

/// A command that the standard does not have.
#[derive(Debug)]
struct Extra {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extra {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
