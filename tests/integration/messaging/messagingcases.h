// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/admin.h"

#include <QObject>

namespace cs::test {

/// What holds on every broker. The programs derive from it and say which broker it is.
class MessagingCases : public QObject
{
    Q_OBJECT

protected:
    virtual messaging::BrokerConfig config() const = 0;
    void makeTopic(const QString &name);
    std::unique_ptr<messaging::Admin> admin();

private Q_SLOTS:
    void recordsComeBackAsTheyWere();
    void keysLandWhereJavaPutsThem();
    void aPatternMeetsATopicMadeLater();
    void theBlacklistHolds();
    void readingStartsWhereItIsTold();
    void anOffsetThatIsNotThereReadsFromTheEarliest();
    void seekReadsAgain();
    void pollKeepsItsBounds();
    void closingWithUnreadRecordsIsClean();
    void theTailStartsAtTheEnd();
    void theTailReadsFromTheBeginningOrTheLast();
    void theTailMeetsATopicMadeLater();
    void offsetsAreKnown();
    void offsetsOfTopicsMadeAMomentAgoAreKnown();
    void topicsAreMadeOnce();
    void aSettingThatIsWrongIsRefused();
    void healthTellsBrokersAndRoundTrips();
    void aBrokerThatIsAwayIsNamed();
    void aRecordThatIsTooLargeIsRefused();
};

} // namespace cs::test
