// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

namespace cs {

/// Colours the keys of indented JSON in the accent colour.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonHighlighter)
public:
    explicit JsonHighlighter(QTextDocument *document);
    void setActive(bool active);

protected:
    void highlightBlock(const QString &text) override;

private:
    bool m_active = true;
};

} // namespace cs
