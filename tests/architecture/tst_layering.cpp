// SPDX-License-Identifier: GPL-3.0-or-later

// Reads every source file and checks the include rules of core/README.md and ui/README.md.

#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

/// What each folder may include besides itself. app may include everything.
const std::map<std::string, Names>& layers()
{
    static const Names forUi{"core/base", "core/space", "core/search", "core/metrics", "core/study", "core/coach", "core/lessons"};
    static const auto uiWith = [](Names more) {
        more.insert(forUi.begin(), forUi.end());
        return more;
    };
    static const std::map<std::string, Names> table{
        {"core/base", {}},
        {"core/space", {"core/base"}},
        {"core/tensor", {"core/base"}},
        {"core/metrics", {"core/base", "core/tensor"}},
        {"core/nn", {"core/base", "core/space", "core/tensor"}},
        {"core/data", {"core/base", "core/space", "core/tensor", "core/metrics"}},
        {"core/training", {"core/base", "core/space", "core/tensor", "core/nn", "core/data", "core/metrics"}},
        {"core/search", {"core/base", "core/space"}},
        {"core/study",
         {"core/base", "core/space", "core/search", "core/metrics", "core/data", "core/training"}},
        {"core/storage", {"core/base", "core/space", "core/search", "core/metrics", "core/study"}},
        {"core/coach", {"core/base", "core/space", "core/search", "core/metrics", "core/study"}},
        {"core/export",
         {"core/base", "core/space", "core/search", "core/metrics", "core/study", "core/storage", "core/coach",
          "core/training", "core/nn", "core/data"}},
        {"core/lessons",
         {"core/base", "core/space", "core/search", "core/metrics", "core/data", "core/study", "core/storage"}},
        {"ui/viewmodels", uiWith({})},
        {"ui/widgets", uiWith({})},
        {"ui/charts", uiWith({"ui/viewmodels", "ui/widgets"})},
        {"ui/pages", uiWith({"ui/viewmodels", "ui/widgets", "ui/charts"})},
        {"ui/shell", uiWith({"ui/viewmodels", "ui/widgets", "ui/charts", "ui/pages"})},
    };
    return table;
}

/// A library that only some folders may include.
struct Library {
    std::string name;
    std::vector<std::string> prefixes; ///< Of the text between the brackets or quotes.
    std::vector<std::string> folders;  ///< Where it is allowed.
};

const std::vector<Library>& libraries()
{
    static const std::vector<Library> table{
        {"oneDNN", {"dnnl", "oneapi/dnnl"}, {"core/nn/onednn/"}},
        {"nlohmann-json", {"nlohmann/"}, {"core/storage/", "core/export/", "core/lessons/", "app/"}},
        {"SQLite", {"sqlite3"}, {"core/storage/"}},
        {"Eigen", {"Eigen/", "unsupported/Eigen"}, {"core/tensor/", "core/nn/", "core/search/"}},
        {"libcsv", {"csv.h"}, {"core/data/"}},
        {"libpng", {"png.h"}, {"core/data/readers/", "tests/"}},
        {"libjpeg", {"jpeglib.h"}, {"core/data/readers/"}},
        {"libsndfile", {"sndfile.h"}, {"core/data/readers/"}},
        {"Qt", {"Q"}, {"ui/", "app/"}},
    };
    return table;
}

/// Headers here are what everybody reads, so they stay free of heavy libraries.
constexpr std::string_view kLightFolders[] = {"core/space/", "core/search/", "core/metrics/", "core/study/"};

struct Include {
    std::string path;
    bool isQuoted = false;
};

/// "core/nn" of "core/nn/onednn/dense.cpp"; "app" of "app/cli/run.cpp".
std::string folderOf(std::string_view path)
{
    const std::size_t first = path.find('/');
    if (path.starts_with("app/") || first == std::string_view::npos)
        return std::string(path.substr(0, first));
    return std::string(path.substr(0, path.find('/', first + 1)));
}

std::vector<Include> includesOf(const std::string& text)
{
    std::vector<Include> includes;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::size_t at = line.find_first_not_of(" \t");
        if (at == std::string::npos || line[at] != '#')
            continue;
        at = line.find_first_not_of(" \t", at + 1);
        if (at == std::string::npos || line.compare(at, 7, "include") != 0)
            continue;
        const std::size_t open = line.find_first_of("\"<", at + 7);
        const std::size_t close = open == std::string::npos ? open : line.find_first_of("\">", open + 1);
        if (close != std::string::npos)
            includes.push_back({line.substr(open + 1, close - open - 1), line[open] == '"'});
    }
    return includes;
}

bool startsWithAny(std::string_view text, const std::vector<std::string>& prefixes)
{
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& prefix) { return text.starts_with(prefix); });
}

bool isMocFile(std::string_view path)
{
    return path.ends_with(".moc") || (path.starts_with("moc_") && path.ends_with(".cpp"));
}

/// The one table of all errors gathers the sentences of every folder; a list of sentences depends on nothing.
bool isErrorTable(const std::string& file, std::string_view path)
{
    return file == "core/base/error_codes.def" && path.ends_with("_errors.def");
}

/// The rule that one include breaks, or "".
std::string faultOf(const std::string& file, const Include& include)
{
    if (include.isQuoted && !isMocFile(include.path) && !isErrorTable(file, include.path)) {
        const std::string from = folderOf(file);
        const std::string to = folderOf(include.path);
        const bool isKnown = to == "app" || layers().contains(to);
        if (!isKnown)
            return "includes \"" + include.path + "\", which is not a path from the repository root";
        const bool allowed =
            from == to || from == "app" || (layers().contains(from) && layers().at(from).contains(to));
        if (!allowed)
            return "includes " + include.path + ", but " + from + " must not see " + to;
    }
    for (const Library& library : libraries()) {
        if (include.isQuoted || !startsWithAny(include.path, library.prefixes))
            continue;
        if (!startsWithAny(file, library.folders))
            return "includes " + library.name + " (" + include.path + ")";
        const bool isLight = std::any_of(std::begin(kLightFolders), std::end(kLightFolders),
                                         [&](std::string_view folder) { return file.starts_with(folder); });
        if (isLight && file.ends_with(".h"))
            return "is a header of a light folder, but includes " + library.name;
    }
    return {};
}

std::vector<std::string> faultsOf(const std::string& file, const std::string& text)
{
    std::vector<std::string> faults;
    for (const Include& include : includesOf(text)) {
        if (const std::string fault = faultOf(file, include); !fault.empty())
            faults.push_back(file + " " + fault);
    }
    return faults;
}

bool isSource(const fs::path& path)
{
    const std::string extension = path.extension().string();
    return extension == ".h" || extension == ".cpp" || extension == ".def" || extension == ".inc";
}

std::string contentOf(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Source files by their path from the repository root.
std::map<std::string, std::string> sourcesIn(const std::vector<std::string>& folders)
{
    const fs::path root(TUNESCOPE_SOURCE_DIR);
    std::map<std::string, std::string> sources;
    for (const std::string& folder : folders) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (entry.is_regular_file() &&
                (isSource(entry.path()) || entry.path().filename() == "CMakeLists.txt"))
                sources[fs::relative(entry.path(), root).generic_string()] = contentOf(entry.path());
        }
    }
    return sources;
}

/// One line a fault, for QVERIFY2.
QByteArray joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += "\n  " + line;
    return QByteArray::fromStdString(text);
}

/// Finds a way that comes back to where it began.
class CycleFinder
{
public:
    explicit CycleFinder(const std::map<std::string, Names>& edges) : m_edges(edges)
    {
        for (const auto& [node, targets] : edges)
            visit(node);
    }

    [[nodiscard]] const std::vector<std::string>& cycle() const { return m_cycle; }

private:
    void visit(const std::string& node)
    {
        if (m_done.contains(node) || !m_cycle.empty())
            return;
        const auto onPath = std::find(m_path.begin(), m_path.end(), node);
        if (onPath != m_path.end()) {
            m_cycle.assign(onPath, m_path.end());
            m_cycle.push_back(node);
            return;
        }
        m_path.push_back(node);
        if (const auto targets = m_edges.find(node); targets != m_edges.end()) {
            for (const std::string& target : targets->second)
                visit(target);
        }
        m_path.pop_back();
        m_done.insert(node);
    }

    const std::map<std::string, Names>& m_edges;
    std::vector<std::string> m_path;
    Names m_done;
    std::vector<std::string> m_cycle;
};

} // namespace

class TestLayering : public QObject
{
    Q_OBJECT

private slots:
    void recognisesForbiddenIncludes_data();
    void recognisesForbiddenIncludes();
    void recognisesCycles();
    void foldersIncludeOnlyWhatTheyMay();
    void includedFilesExist();
    void nothingIncludesItself();
    void everySourceNamesItsLicence();
    void topLevelHoldsOnlyWhatBelongsThere();
};

void TestLayering::recognisesForbiddenIncludes_data()
{
    QTest::addColumn<std::string>("file");
    QTest::addColumn<std::string>("line");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* name, const char* file, const char* line, bool allowed) {
        QTest::newRow(name) << std::string(file) << std::string(line) << allowed;
    };
    row("own folder", "core/nn/network.h", "#include \"core/nn/layer.h\"", true);
    row("below", "core/nn/network.h", "#include \"core/tensor/tensor.h\"", true);
    row("above", "core/tensor/tensor.h", "#include \"core/nn/layer.h\"", false);
    row("search sees nn", "core/search/sampler.h", "#include \"core/nn/layer.h\"", false);
    row("ui sees study", "ui/pages/run/run_page.h", "#include \"core/study/study_service.h\"", true);
    row("ui sees storage", "ui/pages/run/run_page.h", "#include \"core/storage/database.h\"", false);
    row("core sees ui", "core/study/objective.h", "#include \"ui/widgets/theme.h\"", false);
    row("core sees app", "core/study/objective.h", "  #  include \"app/wiring.h\"", false);
    row("app sees everything", "app/cli/run.cpp", "#include \"core/storage/database.h\"", true);
    row("relative", "core/nn/network.cpp", "#include \"layer.h\"", false);
    row("moc", "ui/widgets/icon.cpp", "#include \"icon.moc\"", true);
    row("dnnl", "core/nn/onednn/dense.cpp", "#include <dnnl.hpp>", true);
    row("dnnl elsewhere", "core/nn/network.cpp", "#include <dnnl.hpp>", false);
    row("json", "core/storage/spec_reader.cpp", "#include <nlohmann/json.hpp>", true);
    row("json in study", "core/study/study_config.cpp", "#include <nlohmann/json.hpp>", false);
    row("json in ui", "ui/pages/best/best_page.cpp", "#include <nlohmann/json.hpp>", false);
    row("Qt in core", "core/study/objective.cpp", "#include <QString>", false);
    row("Eigen in a source", "core/search/samplers/gp.cpp", "#include <Eigen/Dense>", true);
    row("Eigen in a light header", "core/search/samplers/gp.h", "#include <Eigen/Dense>", false);
    row("comment", "core/base/error.h", "// #include <QString>", true);
}

void TestLayering::recognisesForbiddenIncludes()
{
    QFETCH(std::string, file);
    QFETCH(std::string, line);
    QFETCH(bool, allowed);
    QCOMPARE(faultsOf(file, line + "\n").empty(), allowed);
}

void TestLayering::recognisesCycles()
{
    const std::map<std::string, Names> straight{{"a", {"b", "c"}}, {"b", {"c"}}};
    QVERIFY(CycleFinder(straight).cycle().empty());
    const std::map<std::string, Names> round{{"a", {"b"}}, {"b", {"c"}}, {"c", {"b"}}};
    QCOMPARE(CycleFinder(round).cycle(), (std::vector<std::string>{"b", "c", "b"}));
    QVERIFY(CycleFinder(layers()).cycle().empty());
}

void TestLayering::foldersIncludeOnlyWhatTheyMay()
{
    std::vector<std::string> faults;
    const auto sources = sourcesIn({"core", "ui", "app"});
    QVERIFY(sources.size() > 50);
    for (const auto& [file, text] : sources) {
        const std::vector<std::string> more = faultsOf(file, text);
        faults.insert(faults.end(), more.begin(), more.end());
    }
    QVERIFY2(faults.empty(), joined(faults));
}

void TestLayering::includedFilesExist()
{
    const auto sources = sourcesIn({"core", "ui", "app", "tests"});
    std::vector<std::string> faults;
    for (const auto& [file, text] : sources) {
        for (const Include& include : includesOf(text)) {
            const bool isOurs =
                include.isQuoted && !isMocFile(include.path) && !file.ends_with("CMakeLists.txt");
            if (isOurs && !sources.contains(include.path))
                faults.push_back(file + " includes \"" + include.path +
                                 "\", which does not exist from the repository root");
        }
    }
    QVERIFY2(faults.empty(), joined(faults));
}

void TestLayering::nothingIncludesItself()
{
    std::map<std::string, Names> edges;
    for (const auto& [file, text] : sourcesIn({"core", "ui", "app"})) {
        for (const Include& include : includesOf(text)) {
            if (include.isQuoted)
                edges[file].insert(include.path);
        }
    }
    QVERIFY2(CycleFinder(edges).cycle().empty(), joined(CycleFinder(edges).cycle()));
}

void TestLayering::everySourceNamesItsLicence()
{
    std::vector<std::string> faults;
    for (const auto& [file, text] : sourcesIn({"core", "ui", "app", "tests"})) {
        const std::string_view start = file.ends_with(".txt")
                                           ? "# SPDX-License-Identifier: GPL-3.0-or-later"
                                           : "// SPDX-License-Identifier: GPL-3.0-or-later";
        if (!text.starts_with(start))
            faults.push_back(file);
    }
    QVERIFY2(faults.empty(), joined(faults));
}

void TestLayering::topLevelHoldsOnlyWhatBelongsThere()
{
    static const Names kAllowed{
        "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "app", "core",
        "packaging",      "resources",         "tests",   "ui",        ".ci", ".clang-format",
        ".clang-tidy",    ".gitignore",        ".git"};
    // What .gitignore names comes from builds and editors.
    static const Names kIgnored{".cache", "compile_commands.json"};
    std::vector<std::string> faults;
    for (const auto& entry : fs::directory_iterator(TUNESCOPE_SOURCE_DIR)) {
        const std::string name = entry.path().filename().string();
        const bool ignored = kIgnored.contains(name) || name.ends_with(".user") ||
                             (entry.is_directory() && name.starts_with("build"));
        if (!kAllowed.contains(name) && !ignored)
            faults.push_back(name);
    }
    QVERIFY2(faults.empty(), joined(faults));
}

QTEST_APPLESS_MAIN(TestLayering)
#include "tst_layering.moc"
