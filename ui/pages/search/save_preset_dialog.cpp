// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/save_preset_dialog.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/preset_model.h"
#include "ui/widgets/buttons.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace tunescope::ui {

SavePresetDialog::SavePresetDialog(PresetModel& model, QWidget* parent)
    : QDialog(parent)
    , m_model(model)
    , m_title(new QLineEdit)
    , m_kind(new QComboBox)
    , m_why(new QPlainTextEdit)
    , m_fault(wrappedLabel({}, TextStyle::Table, ColorRole::Danger))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("savePresetDialog"));
    setWindowTitle(tr("Save as preset"));
    resize(themeOf(this).scaled(520), themeOf(this).scaled(340));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(10);
    column->addWidget(textLabel(windowTitle(), TextStyle::Section));
    column->addWidget(wrappedLabel(tr("Ranges, fixed settings, strategy, stopping rule and trials as they are now. It will be in this menu for these data."),
                                   TextStyle::Table, ColorRole::Text2));
    m_kind->addItem(tr("Range to search"), static_cast<int>(PresetKind::Range));
    m_kind->addItem(tr("Known good"), static_cast<int>(PresetKind::Good));
    m_kind->addItem(tr("Mistake to remember"), static_cast<int>(PresetKind::Bad));
    m_title->setMaxLength(60);
    m_why->setTabChangesFocus(true);
    m_why->setPlaceholderText(tr("Why is it good, bad or worth searching? At most 60 words."));
    auto* form = new QFormLayout;
    form->addRow(tr("Name"), m_title);
    form->addRow(tr("Kind"), m_kind);
    form->addRow(tr("Why"), m_why);
    column->addLayout(form, 1);
    m_fault->hide();
    column->addWidget(m_fault);
    auto* cancel = makeButton(tr("Cancel"), ButtonKind::Secondary);
    auto* save = makeButton(tr("Save"), ButtonKind::Primary);
    save->setObjectName(QStringLiteral("savePresetButton"));
    save->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &SavePresetDialog::accept);
    m_title->setFocus();
}

QString SavePresetDialog::fault() const
{
    return m_fault->isHidden() ? QString() : m_fault->text();
}

void SavePresetDialog::accept()
{
    const auto fault = m_model.save(m_title->text(), static_cast<PresetKind>(m_kind->currentData().toInt()), m_why->toPlainText());
    if (!fault)
        return QDialog::accept();
    m_fault->setText(*fault);
    m_fault->show();
}

} // namespace tunescope::ui
