// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <memory>

namespace simdjson::internal {
class dom_parser_implementation;
}

namespace cs::json {

/// Where in a JSON text something begins: each of { } [ ] : , and the first byte of each text, number and word. simdjson's
/// first stage finds the places; it checks the UTF-8, the closing quotes and bare control characters on its way, and nothing
/// else. One thread at a time; memory is kept from text to text.
class Index final
{
public:
    Index();
    ~Index();
    Q_DISABLE_COPY_MOVE(Index)

    /// False if the text is refused already here. `text` must outlive the use of the index.
    bool make(QByteArrayView text);
    void clear()
    {
        m_text = {};
        m_begin = m_end = nullptr;
    }
    QByteArrayView text() const { return m_text; }
    const quint32 *begin() const { return m_begin; }
    const quint32 *end() const { return m_end; }
    bool hasEscapes() const { return m_hasEscapes; }
    /// Is each text in it ASCII, as it stands?
    bool isPlain() const { return m_isPlain; }

private:
    std::unique_ptr<simdjson::internal::dom_parser_implementation> m_parser;
    QByteArrayView m_text;
    const quint32 *m_begin = nullptr;
    const quint32 *m_end = nullptr;
    bool m_hasEscapes = false;
    bool m_isPlain = false;
};

} // namespace cs::json
