// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/best_model.h"
#include "ui/viewmodels/trust_model.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace tunescope::ui {

class AuditChart;
class Card;
class FinalistsChart;
class LedgerChart;
class OptimismChart;
class ScrollKeeper;

/// "Can you trust it?": the best trials on new seeds, how much choosing the best flatters, the locked test part and
/// every look at it, whether stopping trials early was right, and what it all cost.
class TrustPanel : public QWidget
{
    Q_OBJECT

public:
    TrustPanel(StudyViewModel& study, BestModel& best, TrustModel& model, QWidget* parent = nullptr);

    [[nodiscard]] FinalistsChart& finalists() { return *m_finalists; }
    [[nodiscard]] OptimismChart& optimism() { return *m_optimism; }
    [[nodiscard]] AuditChart& auditChart() { return *m_audit; }
    /// Trains the named trials again, as "New seeds each" does.
    void confirm(const std::vector<int>& trials, int seeds);

signals:
    void trialChosen(int trial); ///< To be looked at here.
    void keepWanted(int trial);  ///< As the winner.

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* buildFinalists();
    [[nodiscard]] QWidget* buildAudit();
    [[nodiscard]] QWidget* buildChoice();
    [[nodiscard]] QWidget* buildOptimism();
    [[nodiscard]] QWidget* buildVault();
    [[nodiscard]] QWidget* buildLedger();
    void refresh();
    void refreshFinalists();
    void refreshChoice();
    void refreshOptimism();
    void refreshVault();
    void refreshAudit();
    void refreshLedger();
    void refreshWork();
    void refreshCost();
    void askToOpenTest();
    [[nodiscard]] ConfirmSplit split() const;
    [[nodiscard]] QString caption(int trial) const;
    [[nodiscard]] QString score(double value) const;

    StudyViewModel& m_study;
    BestModel& m_best;
    ScrollKeeper* m_keeper = nullptr;
    QBoxLayout* m_columns = nullptr; ///< Under each other in a narrow window.
    TrustModel& m_model;

    FinalistsChart* m_finalists = nullptr;
    QLabel* m_finalistsWords = nullptr;
    QSpinBox* m_top = nullptr;
    QSpinBox* m_seeds = nullptr;
    QComboBox* m_split = nullptr;
    QPushButton* m_confirm = nullptr;

    struct WorkRow {
        QWidget* box = nullptr;
        QProgressBar* bar = nullptr;
        QPushButton* stop = nullptr;
    };
    [[nodiscard]] WorkRow makeWorkRow(const QString& name);
    void showWork(const WorkRow& row, TrustModel::Work work, const QString& words);
    WorkRow m_confirmWork;
    WorkRow m_auditWork;
    WorkRow m_testWork;

    QLabel* m_choiceHead = nullptr;
    QLabel* m_choiceWords = nullptr;
    QPushButton* m_keep = nullptr;
    int m_choice = -1;

    OptimismChart* m_optimism = nullptr;
    QGridLayout* m_optimismRows = nullptr;
    QLabel* m_optimismWords = nullptr;

    QLabel* m_vaultIcon = nullptr;
    QLabel* m_vaultHead = nullptr;
    QLabel* m_vaultWords = nullptr;
    QVBoxLayout* m_looks = nullptr;
    QPushButton* m_open = nullptr;

    AuditChart* m_audit = nullptr;
    QLabel* m_auditHead = nullptr;
    QLabel* m_auditWords = nullptr;
    QPushButton* m_auditButton = nullptr;

    LedgerChart* m_ledger = nullptr;
    QLabel* m_ledgerHead = nullptr;
    QGridLayout* m_ledgerRows = nullptr;
};

/// What a test score `lost` against the validation score (negative = it is better) says, beside the luck of so many test
/// rows (`testError`, a standard error in the metric's units; nothing is said where it is not known).
[[nodiscard]] QString testLuckText(double lost, const std::optional<double>& testError, const MetricStyle& metric);

} // namespace tunescope::ui
