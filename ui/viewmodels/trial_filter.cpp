// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/trial_filter.h"

#include "ui/viewmodels/trial_filter_tokens.h"

#include <algorithm>
#include <optional>

namespace tunescope::ui {

struct TrialFilter::Node {
    enum class Kind { And, Or, Not, Compare, Text };
    Kind kind = Kind::Text;
    std::vector<std::shared_ptr<const Node>> children = {};
    TrialColumn column = {};
    QString sign = {};
    QString text = {};
    std::optional<double> number = std::nullopt;
    std::vector<TrialColumn> searched = {}; ///< Text: the columns that are looked through.
};

namespace {

using Node = TrialFilter::Node;
using NodePtr = std::shared_ptr<const Node>;

constexpr int kDeepest = 64; ///< Of nested parentheses and nots; beyond it the text is not meant.

bool compareNumbers(double left, const QString& sign, double right)
{
    if (sign == QLatin1String("<"))
        return left < right;
    if (sign == QLatin1String("<="))
        return left <= right;
    if (sign == QLatin1String(">"))
        return left > right;
    if (sign == QLatin1String(">="))
        return left >= right;
    // Numbers are compared as they are shown, so that "lr = 0.0047" finds the row that reads so.
    const bool equal = std::abs(left - right) <= 0.005 * std::max(std::abs(left), std::abs(right));
    return sign == QLatin1String("!=") ? !equal : equal;
}

/// "leaky relu", "leaky_relu" and "Leaky ReLU" are the same word.
QString folded(const QString& text)
{
    return text.toCaseFolded().remove(u'_').remove(u' ').remove(u'-');
}

/// A share may be written as 0.97, 97 or 97 %.
double comparedNumber(const Node& node, const MetricStyle& metric)
{
    const bool isShare =
        (node.column.kind == TrialColumnKind::Score || node.column.kind == TrialColumnKind::Gap) &&
        metric.isShare;
    return isShare && std::abs(*node.number) > 1.0 ? *node.number / 100.0 : *node.number;
}

bool compares(const Node& node, const StudySnapshot& snapshot, const TrialSnapshot& trial,
              const MetricStyle& metric)
{
    const TrialValue value = trialValue(snapshot, trial, node.column, metric);
    if (node.number && value.number)
        return compareNumbers(*value.number, node.sign, comparedNumber(node, metric));
    if (value.text.isEmpty())
        return false;
    const bool equal = folded(value.text) == folded(node.text);
    return node.sign == QLatin1String("=") ? equal : node.sign == QLatin1String("!=") && !equal;
}

bool contains(const Node& node, const StudySnapshot& snapshot, const TrialSnapshot& trial,
              const MetricStyle& metric)
{
    const QString wanted = folded(node.text);
    return std::any_of(node.searched.begin(), node.searched.end(), [&](const TrialColumn& column) {
        return folded(trialValue(snapshot, trial, column, metric).text).contains(wanted);
    });
}

bool holds(const Node& node, const StudySnapshot& snapshot, const TrialSnapshot& trial,
           const MetricStyle& metric)
{
    const auto childHolds = [&](const NodePtr& child) { return holds(*child, snapshot, trial, metric); };
    switch (node.kind) {
    case Node::Kind::And:
        return std::all_of(node.children.begin(), node.children.end(), childHolds);
    case Node::Kind::Or:
        return std::any_of(node.children.begin(), node.children.end(), childHolds);
    case Node::Kind::Not:
        return !childHolds(node.children.front());
    case Node::Kind::Compare:
        return compares(node, snapshot, trial, metric);
    case Node::Kind::Text:
        return contains(node, snapshot, trial, metric);
    }
    return true;
}

/// expression = term { or term }; term = factor { and factor }; factor = not factor | ( expression ) | name
/// sign value.
class Parser
{
public:
    Parser(const QString& text, const std::vector<TrialColumn>& columns)
        : m_text(text)
        , m_tokens(filterTokens(text))
        , m_columns(columns)
    {
    }

    NodePtr parse()
    {
        NodePtr root = expression();
        return root && token().kind == FilterTokenKind::End ? root : failed();
    }

    /// What was read up to and including the piece that does not fit.
    [[nodiscard]] QString unread() const { return m_text.left(m_faultEnd).trimmed(); }

private:
    [[nodiscard]] const FilterToken& token() const { return m_tokens[m_at]; }

    bool takeWord(const char* word)
    {
        if (token().kind != FilterTokenKind::Word ||
            token().text.compare(QLatin1String(word), Qt::CaseInsensitive) != 0)
            return false;
        ++m_at;
        return true;
    }

    NodePtr failed()
    {
        if (m_faultEnd == 0)
            m_faultEnd = token().end;
        return nullptr;
    }

    NodePtr joined(Node::Kind kind, const char* word, NodePtr (Parser::*part)())
    {
        std::vector<NodePtr> parts{(this->*part)()};
        while (parts.back() && takeWord(word))
            parts.push_back((this->*part)());
        if (!parts.back())
            return nullptr;
        return parts.size() == 1 ? parts.front() : std::make_shared<const Node>(Node{kind, std::move(parts)});
    }

    NodePtr expression() { return joined(Node::Kind::Or, "or", &Parser::term); }
    NodePtr term() { return joined(Node::Kind::And, "and", &Parser::factor); }

    NodePtr factor()
    {
        if (++m_depth > kDeepest)
            return failed();
        NodePtr node = takeWord("not")                         ? negated()
                       : token().kind == FilterTokenKind::Open ? bracketed()
                                                               : comparison();
        --m_depth;
        return node;
    }

    NodePtr negated()
    {
        NodePtr inner = factor();
        return inner ? std::make_shared<const Node>(Node{Node::Kind::Not, {inner}}) : nullptr;
    }

    NodePtr bracketed()
    {
        ++m_at;
        NodePtr inner = expression();
        if (!inner || token().kind != FilterTokenKind::Close)
            return inner ? failed() : nullptr;
        ++m_at;
        return inner;
    }

    NodePtr comparison()
    {
        if (token().kind != FilterTokenKind::Word)
            return failed();
        const QString name = token().text.toCaseFolded();
        const auto column = std::find_if(m_columns.begin(), m_columns.end(), [&](const TrialColumn& c) {
            return c.names.contains(name, Qt::CaseInsensitive);
        });
        const FilterToken& sign = m_tokens[std::min(m_at + 1, m_tokens.size() - 1)];
        if (column == m_columns.end() || sign.kind != FilterTokenKind::Compare) {
            m_at += column == m_columns.end() ? 0 : 1;
            return failed();
        }
        m_at += 2;
        return comparedWith(*column, sign.text);
    }

    NodePtr comparedWith(const TrialColumn& column, const QString& sign)
    {
        const bool isNumber = token().kind == FilterTokenKind::Number;
        const bool isOrder = sign.startsWith(u'<') || sign.startsWith(u'>');
        if (!isNumber && (token().kind != FilterTokenKind::Word || isOrder)) {
            if (token().kind == FilterTokenKind::End)
                m_faultEnd = m_tokens[m_at - 1].end;
            return failed();
        }
        Node node{Node::Kind::Compare, {}, column, sign, token().text};
        if (isNumber)
            node.number = token().number;
        ++m_at;
        return std::make_shared<const Node>(std::move(node));
    }

    QString m_text;
    std::vector<FilterToken> m_tokens;
    const std::vector<TrialColumn>& m_columns;
    std::size_t m_at = 0;
    qsizetype m_faultEnd = 0;
    int m_depth = 0;
};

/// Words without a comparison: every one of them must occur somewhere in the row.
NodePtr plainText(const std::vector<FilterToken>& tokens, const std::vector<TrialColumn>& columns)
{
    Node all{Node::Kind::And};
    for (const FilterToken& token : tokens) {
        if (token.kind == FilterTokenKind::End)
            continue;
        Node word{Node::Kind::Text};
        word.text = token.text;
        word.searched = columns;
        all.children.push_back(std::make_shared<const Node>(std::move(word)));
    }
    return std::make_shared<const Node>(std::move(all));
}

bool isPlain(const std::vector<FilterToken>& tokens)
{
    return std::none_of(tokens.begin(), tokens.end(), [](const FilterToken& token) {
        return token.kind == FilterTokenKind::Compare || token.kind == FilterTokenKind::Open ||
               token.kind == FilterTokenKind::Close;
    });
}

} // namespace

TrialFilter::Parsed TrialFilter::parse(const QString& text, const std::vector<TrialColumn>& columns)
{
    Parsed parsed;
    if (text.trimmed().isEmpty())
        return parsed;
    const std::vector<FilterToken> tokens = filterTokens(text);
    if (isPlain(tokens)) {
        parsed.filter.m_root = plainText(tokens, columns);
        return parsed;
    }
    Parser parser(text, columns);
    parsed.filter.m_root = parser.parse();
    if (!parsed.filter.m_root)
        parsed.fault = QStringLiteral("Could not read “%1”. Write for example lr < 0.1").arg(parser.unread());
    return parsed;
}

bool TrialFilter::matches(const StudySnapshot& snapshot, const TrialSnapshot& trial,
                          const MetricStyle& metric) const
{
    return !m_root || holds(*m_root, snapshot, trial, metric);
}

} // namespace tunescope::ui
