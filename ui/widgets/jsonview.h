// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace cs {

/// Shows indented JSON text as it is: numbers are never read, keys are coloured, objects and arrays fold (click on the
/// triangle, or Left and Right). Read only, plain text, the first 1 MiB.
class JsonView final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonView)
public:
    static constexpr qsizetype maxBytes = 1024 * 1024;

    explicit JsonView(QWidget *parent = nullptr);
    /// `pretty` is UTF-8, one member or item a line, two or more spaces a level (json::pretty gives it).
    void setJson(const QByteArray &pretty);
    /// Any other text, without colours and folds (raw, hex, headers).
    void setPlain(const QString &text);
    /// Folds or unfolds the object or array that opens in that line; does nothing when none does.
    void setFolded(int line, bool folded);
    bool isFolded(int line) const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int lastLineOf(int line) const;
    void paintGutter();
    void clickGutter(int y);

    QWidget *m_gutter = nullptr;
    bool m_isJson = false;
};

} // namespace cs
